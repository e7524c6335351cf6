/** A lock file that names its holder, and that a dead holder does not keep. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { ProcessIdentity, identify, isAlive } from './process-identity';

const Holder = ProcessIdentity.extend({ note: z.string() });
type Holder = z.infer<typeof Holder>;

export interface PidLock {
  /** The last holder died without giving it back. */
  unclean: boolean;
  release(): void;
}

export interface PidLockOptions {
  /** What the holder says of itself. */
  note: string;
  /** The sentence for whoever comes second. */
  held: (holder: { pid: number; note: string }) => string;
}

/** 'unreadable': there is a file that says nothing, as a power cut may leave it. */
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
    return 'unreadable';
  }
}

/** Whether its holder lives. */
export function isHeld(file: string): boolean {
  const last = read(file);
  return typeof last === 'object' && isAlive(last);
}

/** @throws FlightlineError `INSTANCE_LOCKED` while the holder lives */
export function acquirePidLock(file: string, { note, held }: PidLockOptions): PidLock {
  const last = read(file);
  if (typeof last === 'object' && isAlive(last)) throw new FlightlineError('INSTANCE_LOCKED', held(last));
  if (last !== 'none') rmSync(file, { force: true });
  const mine: Holder = { ...identify(process.pid), note };
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new FlightlineError('INSTANCE_LOCKED', `${file} was just taken by another process.`, {
      cause: error,
    });
  }
  return { unclean: last !== 'none', release: () => rmSync(file, { force: true }) };
}
