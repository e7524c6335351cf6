/** When an engine process is replaced by a fresh one. */
import type { RecycleLimits } from '#contract/workers';

/** @returns one sentence why, or null while it may go on */
export function recycleReason(use: { jobs: number; rssBytes: number }, limits: RecycleLimits): string | null {
  const rssMb = Math.round(use.rssBytes / 1024 / 1024);
  if (rssMb > limits.recycleAboveMb) return `It uses ${rssMb} MiB, more than ${limits.recycleAboveMb} MiB.`;
  if (use.jobs >= limits.recycleAfterJobs) return `It has run ${use.jobs} jobs.`;
  return null;
}
