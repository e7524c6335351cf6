/**
 * The mark of a job that a process holds while it is on no thread: not begun, since all slots are taken, or (in isolation)
 * computed and being written. When the process dies, such a job is no suspect. A job without a mark counts as begun, so a mark that is lost costs a detour through isolation only.
 */
import type { Job } from 'bullmq';

const parked = 'parked';

export function isParked(job: Pick<Job, 'progress'>): boolean {
  return job.progress === parked;
}

export async function markParked(job: Job): Promise<void> {
  await job.updateProgress(parked);
}

/** Must be in Redis before the job runs: otherwise one that kills its process would pass for innocent. */
export async function markBegun(job: Job): Promise<void> {
  await job.updateProgress('begun');
}
