/** After an unclean end: gives every logged blob its file again where the file is missing or broken. */
import { readFile } from 'node:fs/promises';
import type { BlobPaths } from './blob-paths';
import { hashOf, nullIfMissing } from './fs-blob-reader';
import type { IntakeLog } from './intake-log';
import { TemporaryFile } from './temporary-file';

/** Afterwards all files are flushed and the log is empty. @returns how many files were written again */
export async function restoreLeftovers(paths: BlobPaths, log: IntakeLog): Promise<number> {
  let restored = 0;
  for await (const { sha256, bytes, position } of log.leftovers()) {
    const target = paths.fileOf(sha256);
    const there = await readFile(target).catch(nullIfMissing);
    if (there === null || hashOf(there) !== sha256) {
      const file = await TemporaryFile.create(paths.temporary);
      await file.write(bytes);
      await file.moveTo(target, { flush: false });
      restored += 1;
    }
    log.placed(position, sha256);
  }
  await log.flush();
  return restored;
}
