/** What the first few letters of a bulk retry say about the rest: a pure function. */
import type { JobState } from '#contract/jobs';
import { terminalStates } from '#contract/jobs';

export interface CanaryJob {
  state: JobState;
  /** Of its new letter, when it has failed again. */
  fingerprint: string | null;
  message: string | null;
}

export type CanaryVerdict = { goOn: 'wait' } | { goOn: 'yes' } | { goOn: 'no'; message: string };

/** So many with the same fingerprint are no accident. */
const alikeLimit = 2;

/**
 * Stops at once when two fail alike (or the only one fails); goes on when all have ended otherwise. A canary that was
 * cancelled says nothing.
 */
export function judgeCanaries(jobs: readonly CanaryJob[]): CanaryVerdict {
  const failed = jobs.filter(({ state }) => state === 'failed');
  const alike = failed.map((job) => failed.filter(({ fingerprint }) => fingerprint === job.fingerprint));
  const most = alike.sort((a, b) => b.length - a.length)[0] ?? [];
  if (most.length >= Math.min(alikeLimit, jobs.length) && most.length > 0) {
    const why = most[0]?.message ?? 'no reason was given';
    return { goOn: 'no', message: `${most.length} of the first ${jobs.length} failed alike: ${why}` };
  }
  return { goOn: jobs.every(({ state }) => terminalStates.includes(state)) ? 'yes' : 'wait' };
}
