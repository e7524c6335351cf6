/**
 * Lets those who answer people go first: engines compute with all processors there are, and without this an upload or a page
 * waits for its share of them. A third of the weight of others on Linux, "below normal" on Windows.
 */
import { readdirSync } from 'node:fs';
import os from 'node:os';

const niceness = 5;

export function stepBack(): void {
  for (const id of threadIds())
    try {
      // Never forward: that takes rights, and whoever started this wanted it so.
      if (os.getPriority(id) < niceness) os.setPriority(id, niceness);
    } catch {
      // Ended meanwhile, or a system that does not let us: the work is the same.
    }
}

/** On Linux every thread has a priority of its own, and new ones take that of the thread which makes them. */
function threadIds(): number[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid];
}
