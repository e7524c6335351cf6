/** Makes a backup: contents first, the manifest last; what is broken off leaves contents that the next one uses or removes. */
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { FlightlineError } from '#contract/errors';
import type { BackupFile, BackupManifest } from '#contract/backups';
import { inParallel } from '../blobs/in-parallel';
import { syncDirectory, systemCode } from '../journal/durable';
import { backupNames, backupsDir, manifestPath, objectsDir, readManifest } from './layout';
import { makeFolder } from './make-folder';
import { putObject } from './objects';

/** A file or folder that goes into the backup. */
export interface BackupSource {
  /** Where it lies now. */
  from: string;
  /** Where it belongs in the data directory. */
  to: string;
  /** Files below are named by the SHA-256 of their content. */
  namedByHash?: boolean;
}

interface SourceFile {
  from: string;
  path: string;
  known?: string;
  bytes: number;
}

export interface FilesProgress {
  onTotal(files: number, bytes: number): void;
  onFile(bytes: number): void;
  signal: AbortSignal;
}

const atOnce = 6;

/** Copies what is not there yet. @returns the files of the manifest, and how many bytes were new */
export async function backUpFiles(
  folder: string,
  sources: readonly BackupSource[],
  progress: FilesProgress,
): Promise<{ files: BackupFile[]; newBytes: number }> {
  await makeFolder(objectsDir(folder));
  const found: SourceFile[] = [];
  for (const source of sources) await collect(source, found);
  progress.onTotal(
    found.length,
    found.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const files: BackupFile[] = [];
  let newBytes = 0;
  await inParallel(found, atOnce, async (file) => {
    progress.signal.throwIfAborted();
    const stored = await putIfThere(folder, file, progress.signal);
    progress.onFile(file.bytes);
    if (stored === null) return;
    files.push({ path: file.path, sha256: stored.sha256, bytes: stored.bytes });
    if (stored.isNew) newBytes += stored.bytes;
  });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, newBytes };
}

/** A file that was removed since it was found belongs to nothing any more. */
async function putIfThere(folder: string, { from, known }: SourceFile, signal: AbortSignal) {
  try {
    return await putObject(folder, from, { ...(known === undefined ? {} : { known }), signal });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function collect(source: BackupSource, into: SourceFile[]): Promise<void> {
  const found = await stat(source.from).catch(() => null);
  if (found?.isFile()) {
    const name = path.basename(source.from);
    const known = source.namedByHash && /^[0-9a-f]{64}$/.test(name) ? { known: name } : {};
    into.push({ from: source.from, path: source.to, bytes: found.size, ...known });
  } else if (found?.isDirectory()) {
    for (const name of await readdir(source.from))
      await collect({ ...source, from: path.join(source.from, name), to: `${source.to}/${name}` }, into);
  }
}

/** From here on the backup is there. */
export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const target = manifestPath(folder, manifest.name);
  const draft = `${path.dirname(target)}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const handle = await open(path.join(draft, 'manifest.json'), 'w', 0o600);
  try {
    await handle.write(JSON.stringify(manifest));
    await handle.sync();
  } finally {
    await handle.close();
  }
  for (const dir of await readdir(objectsDir(folder)))
    await syncIfDirectory(path.join(objectsDir(folder), dir));
  await syncDirectory(draft);
  await rename(draft, path.dirname(target));
  await syncDirectory(backupsDir(folder));
}

async function syncIfDirectory(dir: string): Promise<void> {
  if ((await stat(dir)).isDirectory()) await syncDirectory(dir);
}

/**
 * Removes backups by name, then contents that no backup needs any more and what a broken-off one left. Contents stay while
 * a backup is there that cannot be read: it may need them. @returns bytes freed
 */
export async function removeBackups(folder: string, names: readonly string[]): Promise<number> {
  for (const name of names)
    await rm(path.dirname(manifestPath(folder, name)), { recursive: true, force: true });
  for (const name of await readdir(backupsDir(folder)).catch(() => []))
    if (name.endsWith('.part'))
      await rm(path.join(backupsDir(folder), name), { recursive: true, force: true });
  const needed = new Set<string>();
  for (const name of await backupNames(folder)) {
    const manifest = await readManifest(folder, name).catch(unusable);
    if (manifest === null) return 0;
    for (const { sha256 } of manifest.files) needed.add(sha256);
  }
  let freed = 0;
  for (const dir of await readdir(objectsDir(folder)).catch(() => [])) {
    const inner = path.join(objectsDir(folder), dir);
    if (dir.endsWith('.part')) await rm(inner, { force: true });
    else
      for (const sha256 of await readdir(inner)) {
        if (needed.has(sha256)) continue;
        freed += (await stat(path.join(inner, sha256))).size;
        await rm(path.join(inner, sha256));
      }
  }
  return freed;
}

function unusable(error: unknown): null {
  if (error instanceof FlightlineError) return null;
  throw error;
}
