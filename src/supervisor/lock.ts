/** One instance per data directory: a lock file with the holder's pid, which a dead holder does not keep. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { ProcessIdentity, identify, isAlive } from './process-identity';

const Holder = ProcessIdentity.extend({ shell: z.string() });
type Holder = z.infer<typeof Holder>;

function read(file: string): Holder | 'none' | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 'none';
  }
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return 'unreadable'; // a power cut may leave an empty file
  }
}

export interface InstanceLock {
  /** The last holder died without releasing it. */
  unclean: boolean;
  release(): void;
}

/** @throws FlightlineError `INSTANCE_LOCKED`, naming the holder */
export function acquireLock(dataDir: string, shell: string): InstanceLock {
  const file = path.join(dataDir, 'run', 'instance.lock');
  const last = read(file);
  if (typeof last === 'object' && isAlive(last))
    throw new FlightlineError(
      'INSTANCE_LOCKED',
      `${dataDir} is in use by process ${last.pid} (${last.shell}).`,
    );
  if (last !== 'none') rmSync(file, { force: true });
  const mine: Holder = { ...identify(process.pid), shell };
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new FlightlineError('INSTANCE_LOCKED', `${dataDir} was just taken by another process.`, {
      cause: error,
    });
  }
  return { unclean: last !== 'none', release: () => rmSync(file, { force: true }) };
}
