/** Files below a folder, with limits on depth and count. */
import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import path from 'node:path';
import type { TerrainProblem } from '#contract/dem';
import { messageOf } from '#contract/errors';

export const MAX_DEPTH = 10;
export const MAX_FILES = 500_000;

export interface WalkedFolder {
  /** Relative to the root, with '/'; '' for the root. */
  name: string;
  files: string[];
  folders: string[];
}

/**
 * Every folder with the names in it, sorted, parents first. Links to folders are not followed: they could lead around.
 * What cannot be read, and what is beyond the limits, is told to `report`.
 */
export async function* walk(
  root: string,
  report: (problem: TerrainProblem) => void,
  signal: AbortSignal,
): AsyncGenerator<WalkedFolder> {
  const waiting: { name: string; depth: number }[] = [{ name: '', depth: 0 }];
  let seen = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    signal.throwIfAborted();
    const { name, depth } = at;
    const entries = await namesIn(path.join(root, name), MAX_FILES - seen).catch((error: unknown) => {
      report({ file: name || '.', reason: `the folder cannot be read (${messageOf(error)})` });
      return null;
    });
    if (!entries) continue;
    seen += entries.length;
    const names = (wanted: (entry: Dirent) => boolean) =>
      entries
        .filter(wanted)
        .map((entry) => entry.name)
        .sort();
    const folders = names((entry) => entry.isDirectory());
    yield { name, files: names((entry) => entry.isFile() || entry.isSymbolicLink()), folders };
    if (seen >= MAX_FILES) {
      report({ file: '.', reason: `it holds more than ${MAX_FILES} files; the rest was not looked at` });
      return;
    }
    if (folders.length > 0 && depth >= MAX_DEPTH) {
      report({ file: name, reason: `it is more than ${MAX_DEPTH} folders deep; the rest was not looked at` });
      continue;
    }
    for (const folder of folders.reverse()) {
      waiting.push({ name: name ? `${name}/${folder}` : folder, depth: depth + 1 });
    }
  }
}

async function namesIn(folder: string, limit: number): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder)) {
    entries.push(entry);
    if (entries.length >= limit) break;
  }
  return entries;
}
