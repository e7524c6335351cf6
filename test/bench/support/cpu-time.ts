/** CPU time of a process and of all that it started, from Linux' /proc. */
import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts in hundredths of a second on every usual machine. */
const ticksPerS = 100;

interface ProcessStat {
  pid: number;
  parent: number;
  cpuS: number;
}

function statOf(pid: string): ProcessStat[] {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return []; // ended meanwhile
  }
  // The name may hold blanks and brackets; the fields after it do not.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  return [{ pid: Number(pid), parent: parent ?? 0, cpuS: ((user ?? 0) + (system ?? 0)) / ticksPerS }];
}

export function parentOf(pid: number): number {
  return statOf(String(pid))[0]?.parent ?? 0;
}

/** @returns s since each of them started; what has ended counts no more */
export function cpuSecondsOf(root: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf);
  const ours = new Set([root]);
  for (let size = 0; size !== ours.size;) {
    size = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  return all.filter(({ pid }) => ours.has(pid)).reduce((sum, { cpuS }) => sum + cpuS, 0);
}
