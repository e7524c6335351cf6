/** Tells whether a process that was noted earlier is still the same one, in spite of pids being used again. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const ProcessIdentity = z.object({
  pid: z.number().int().positive(),
  /** When it started, in the system's ticks; null where the system does not say. */
  startTicks: z.string().nullable(),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/** Fields of /proc/PID/stat behind the name, which may hold spaces and parentheses (man 5 proc); null elsewhere. */
function statOf(pid: number): { state: string; startTicks: string | null } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, startTicks: rest[18] ?? null };
  } catch {
    return null;
  }
}

export function identify(pid: number): ProcessIdentity {
  return { pid, startTicks: statOf(pid)?.startTicks ?? null };
}

/** A dead process that nobody has waited for (a zombie) is not alive. */
export function isAlive({ pid, startTicks }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = statOf(pid);
  if (now === null) return true;
  return now.state !== 'Z' && (startTicks === null || now.startTicks === startTicks);
}
