/** Whether a layout can be written into a folder: asked before a plan is made, and the folder made when it is accepted. */
import { constants } from 'node:fs';
import { access, mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { FlightlineError } from '#contract/errors';
import { isInside } from '../../../stack/is-inside';

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
const unfit = (message: string, cause?: unknown) => new FlightlineError('INVALID_INPUT', message, { cause });

/** The folder itself, or what there is of the way to it. */
async function nearest(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      if ((await stat(at)).isDirectory()) return at;
    } catch (error) {
      if (isMissing(error) && at !== path.dirname(at)) continue;
      // Something on the way is a file: the next step up finds it.
      if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') continue;
      throw unfit(`${at} cannot be looked at by this user; choose another folder.`, error);
    }
    throw unfit(`${at} is a file; choose a folder.`);
  }
}

/** @throws FlightlineError `INVALID_INPUT` for what is no folder, not to be written into, or in the data directory */
export async function mustTakeFiles(folder: string, dataDir: string): Promise<void> {
  const at = await nearest(folder);
  // By where it really is: a link may lead into it.
  if (isInside(await realpath(dataDir), await realpath(at)))
    throw unfit('The data directory is no place for it; choose a folder of yours.');
  await access(at, constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw unfit(`This user may not write into ${at}; choose another folder, or give the right to.`, error);
  });
}

/**
 * Level by level: with `recursive` Node tries for ever where a folder is there and takes none, as `/proc` is.
 * @throws FlightlineError `INVALID_INPUT`
 */
export async function makeFolder(folder: string): Promise<void> {
  for (let at = await nearest(folder); at !== folder;) {
    at = path.join(at, path.relative(at, folder).split(path.sep)[0] ?? '');
    const level = at;
    await mkdir(level).catch((error: unknown) => {
      throw unfit(`${level} cannot be made; choose another folder.`, error);
    });
  }
}
