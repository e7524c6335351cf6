/**
 * Lets those who answer people go first: engines compute with all processors there are, and without this an upload or a page
 * waits for its share of them.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';

/** A twentieth of the weight of others on Linux for engines, two fifths for the store; engines are "below normal" on Windows. */
export const niceness = { engine: 13, store: 4 } as const;

/** Linux takes one change of a session's priority in 0.1 s from all of a user's processes, and they start together. */
const sessionRetryMs = 130;
const sessionTries = 20;

/** Never forward: that takes rights, and whoever started this wanted it so. */
export function stepBack(value: number): void {
  for (const id of threadIds())
    attempt(() => {
      if (os.getPriority(id) < value) os.setPriority(id, value);
    });
  // Of a session that others are in, too (a desktop's, a terminal's), all would step back.
  if (process.platform === 'linux' && leadsItsSession(readFileSync('/proc/self/stat', 'utf8')))
    stepBackAsSession(value, sessionTries);
}

/** @param stat of a process: proc_pid_stat(5), whose second field is in brackets and may hold anything */
export function leadsItsSession(stat: string): boolean {
  const [, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return session === stat.slice(0, stat.indexOf(' '));
}

/** Where Linux schedules by sessions, and each of our processes is one, priorities count within a session only. */
function stepBackAsSession(value: number, tries: number): void {
  try {
    writeFileSync('/proc/self/autogroup', String(value));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || tries <= 1) return;
    setTimeout(() => stepBackAsSession(value, tries - 1), sessionRetryMs * (1 + Math.random())).unref();
  }
}

/** A system that does not let us, or a thread that has ended: the work is the same. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    return;
  }
}

/** On Linux every thread has a priority of its own, and new ones take that of the thread which makes them. */
function threadIds(): number[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid];
}
