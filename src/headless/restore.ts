/** Restores a backup for the command line. */
import path from 'node:path';
import { type RestoreRequest, type Restored, restoreInstance } from '../supervisor/restore-instance';

/** @throws FlightlineError as `restoreInstance` */
export function restore(request: Omit<RestoreRequest, 'resourcesDir'>): Promise<Restored> {
  return restoreInstance({
    ...request,
    resourcesDir: path.join(import.meta.dirname, '..', '..', 'resources'),
  });
}
