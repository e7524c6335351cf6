/** Keeps two stores off one data directory: PGlite has no lock of its own, and two would destroy it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { systemCode } from '../../stack/journal/durable';

const Holder = z.object({ pid: z.number().int(), startedAt: z.string().nullable() });
type Holder = z.infer<typeof Holder>;

export interface DirectoryLock {
  /** The last holder ended without giving the lock back. */
  unclean: boolean;
  release(): void;
}

/** @throws FlightlineError `INSTANCE_LOCKED` while the holder lives */
export function lockDirectory(file: string): DirectoryLock {
  const last = readHolder(file);
  if (last !== null && isAlive(last)) {
    throw new FlightlineError('INSTANCE_LOCKED', `the database is in use by process ${last.pid}`);
  }
  const isLeftOver = removeLeftOver(file);
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) };
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    throw new FlightlineError('INSTANCE_LOCKED', 'the database was just taken by another process', {
      cause: error,
    });
  }
  return { unclean: isLeftOver, release: () => rmSync(file, { force: true }) };
}

/** Null when nobody holds it; a power cut may leave a file that says nothing. */
function readHolder(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function removeLeftOver(file: string): boolean {
  try {
    rmSync(file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return holder.startedAt === startOf(process.pid);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false;
  }
  const started = startOf(holder.pid);
  return started === null || holder.startedAt === null || started === holder.startedAt;
}

/** Tells a process from a later one with the same pid; null where the system does not say. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
