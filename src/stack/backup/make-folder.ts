/** Makes a folder with those above it. */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FlightlineError, messageOf } from '#contract/errors';
import { systemCode } from '../journal/durable';

/**
 * Folders that it makes have mode 0700. Node's own `recursive` goes on for ever where a file system says ENOENT below a folder that
 * is there, as /proc does.
 * @throws FlightlineError `INVALID_INPUT` where none can be made
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await make(folder);
  } catch (error) {
    throw new FlightlineError(
      'INVALID_INPUT',
      `The folder ${folder} cannot be made: ${messageOf(error)}. Choose another one, or see to its disk and permissions.`,
      { cause: error },
    );
  }
}

async function make(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (found?.isDirectory()) return;
  if (found) throw new Error('a file is there');
  if (path.dirname(folder) !== folder) await make(path.dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error; // somebody else was quicker
  });
}
