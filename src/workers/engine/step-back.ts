/**
 * Lets those who answer people go first: engines compute with all processors there are, and without this an upload or a page
 * waits for its share of them. A third of the weight of others on Linux, "below normal" on Windows.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';

const niceness = 5;

export function stepBack(): void {
  for (const id of threadIds())
    attempt(() => {
      // Never forward: that takes rights, and whoever started this wanted it so.
      if (os.getPriority(id) < niceness) os.setPriority(id, niceness);
    });
  // Where Linux schedules by sessions, and each of our processes is one, priorities count within a session only.
  if (process.platform === 'linux') attempt(() => writeFileSync('/proc/self/autogroup', String(niceness)));
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
