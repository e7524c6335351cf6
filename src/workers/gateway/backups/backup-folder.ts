/** Where backups may go. */
import path from 'node:path';
import { FlightlineError } from '#contract/errors';
import { isInside } from '../../../stack/is-inside';

/** @throws FlightlineError `INVALID_INPUT`: what a relative path means depends on where the instance was started */
export function assertBackupFolder(dataDir: string, folder: string): void {
  if (!path.isAbsolute(folder))
    throw new FlightlineError(
      'INVALID_INPUT',
      `${folder} is not an absolute path; give it from the root on.`,
    );
  if (isInside(dataDir, folder))
    throw new FlightlineError(
      'INVALID_INPUT',
      'A backup inside the data directory would be lost with it; choose another folder.',
    );
}
