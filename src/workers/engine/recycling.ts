/** When an engine process is replaced by a fresh one. */
import type { Settings } from '#contract/settings';

/** @returns one sentence why, or null while it may go on */
export function recycleReason(
  use: { jobs: number; rssBytes: number },
  settings: Pick<Settings, 'recycleAfterJobs' | 'recycleAboveMb'>,
): string | null {
  const rssMb = Math.round(use.rssBytes / 1024 / 1024);
  if (rssMb > settings.recycleAboveMb)
    return `It uses ${rssMb} MiB, more than ${settings.recycleAboveMb} MiB.`;
  if (use.jobs >= settings.recycleAfterJobs) return `It has run ${use.jobs} jobs.`;
  return null;
}
