/** Finds the redis-server that this machine offers. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { FlightlineError } from '#contract/errors';
import { redisBinaryFromEnvironment, searchPath } from '../stack/environment';

const fileName = process.platform === 'win32' ? 'redis-server.exe' : 'redis-server';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Named by the environment, shipped (packaged, then by platform), or on the search path.
 * @throws FlightlineError `REDIS_MISSING`
 */
export function findRedisBinary(resourcesDir: string): string {
  const named = redisBinaryFromEnvironment();
  if (named) {
    if (isExecutable(named)) return named;
    throw new FlightlineError('REDIS_MISSING', `FLIGHTLINE_REDIS names ${named}, which cannot be run.`);
  }
  const shipped = [
    path.join(resourcesDir, 'redis', fileName),
    path.join(resourcesDir, 'redis', `${process.platform}-${process.arch}`, fileName),
  ];
  const found = [...shipped, ...searchPath().map((dir) => path.join(dir, fileName))].find(isExecutable);
  if (!found) throw new FlightlineError('REDIS_MISSING', 'No redis-server was found on this machine.');
  return found;
}
