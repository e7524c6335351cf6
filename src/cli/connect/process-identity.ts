/** Tells a process from a later one that was given the same number. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const ProcessIdentity = z.object({
  pid: z.number().int(),
  /** Start time as the kernel counts it; null where the system does not say. */
  startTicks: z.string().nullable(),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 (proc_pid_stat(5)); the name before it may hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, startTicks: startTicks(pid) };
}

export function isStill({ pid, startTicks: then }: ProcessIdentity): boolean {
  if (!isRunning(pid)) return false;
  const now = startTicks(pid);
  return then === null || now === null || then === now;
}
