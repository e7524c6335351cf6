/** Files under paths of this machine, folders read recursively; what cannot be read is named, not skipped in silence. */
import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';

export type Found =
  | { path: string; fileName: string }
  | { fileName: string; code: 'FILE_UNREADABLE' | 'FILE_NOT_FOUND'; message: string };

function problem(fileName: string, error: unknown): Found {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return {
    fileName,
    code: missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
    message: missing ? `${fileName} does not exist.` : `${fileName} cannot be read.`,
  };
}

/** `fileName` is relative to the folder that was given. Links in folders are not followed: they may lead in circles. */
export async function* walk(paths: readonly string[], { deep = true } = {}): AsyncGenerator<Found> {
  for (const given of paths) {
    const root = path.resolve(given);
    try {
      const stats = await stat(root);
      if (stats.isDirectory()) yield* walkFolder(root, path.basename(root), deep);
      else yield { path: root, fileName: path.basename(root) };
    } catch (error) {
      yield problem(given, error);
    }
  }
}

async function* walkFolder(folder: string, name: string, deep: boolean): AsyncGenerator<Found> {
  let entries;
  try {
    entries = await opendir(folder);
  } catch (error) {
    yield problem(name, error);
    return;
  }
  for await (const entry of entries) {
    const inner = path.join(folder, entry.name);
    const innerName = `${name}/${entry.name}`;
    if (entry.isDirectory()) {
      if (deep) yield* walkFolder(inner, innerName, deep);
    } else if (entry.isFile() && !entry.name.startsWith('.')) yield { path: inner, fileName: innerName };
  }
}
