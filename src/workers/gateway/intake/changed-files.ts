/** Which files of a folder are new to a schedule: by path, size and time of change, as rsync tells them. */
import { stat } from 'node:fs/promises';
import { type SeenFile, seenFiles } from '../../../stack/database/schedule-files';
import type { Database } from '../../../stack/database/open';
import { walk } from './walk';

/** @returns what tells how a file looks now, or null when it looks as it did when it was taken */
export async function changedFiles(
  database: Database,
  scheduleId: string,
): Promise<(path: string) => Promise<SeenFile | null>> {
  const seen = await seenFiles(database, scheduleId);
  return async (path) => {
    // Looked at before it is read: what is written to meanwhile differs the next time.
    const found = await stat(path).catch(() => null);
    if (found === null) return { path, sizeBytes: 0, modifiedMs: 0 };
    const before = seen.get(path);
    const same = before?.sizeBytes === found.size && before.modifiedMs === found.mtimeMs;
    return same ? null : { path, sizeBytes: found.size, modifiedMs: found.mtimeMs };
  };
}

/** Whether there is anything to take; what cannot be read counts, so that somebody hears of it. */
export async function hasChangedFiles(
  database: Database,
  scheduleId: string,
  paths: readonly string[],
): Promise<boolean> {
  const looksOf = await changedFiles(database, scheduleId);
  for await (const found of walk(paths)) if (!('path' in found) || (await looksOf(found.path))) return true;
  return false;
}
