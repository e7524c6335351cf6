/** Takes a file of a layout away again, and the folders that nothing is left in. */
import { lstat, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { FlightlineError } from '#contract/errors';
import { holdsContent } from './holds-content';

/** `left`: it was changed since, and stays. @throws FlightlineError `CONFLICT` where it cannot be removed */
export async function takeAway(at: string, sha256: string): Promise<'removed' | 'missing' | 'left'> {
  const isMissing = await lstat(at).then(
    () => false,
    (error: unknown) => ['ENOENT', 'ENOTDIR'].includes(codeOf(error)),
  );
  if (isMissing) return 'missing';
  if (!(await holdsContent(at, sha256))) return 'left';
  await unlink(at).catch((cause: unknown) => {
    throw new FlightlineError(
      'CONFLICT',
      `${at} cannot be removed by this user (${codeOf(cause)}); give the right to, and go on.`,
      { cause },
    );
  });
  return 'removed';
}

/** The inner ones first; one that holds anything stays. */
export async function takeFoldersAway(target: string, made: readonly string[]): Promise<void> {
  for (const name of [...made].reverse())
    await rmdir(path.join(target, name)).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error;
    });
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';
