/** When a dead process is started again: a pure function of its recent deaths. */

export const firstBackoffMs = 500;
/** After a death by a job, which isolation and the poison rule bound. */
export const afterJobBackoffMs = 50;
export const longestBackoffMs = 30_000;
export const crashWindowMs = 5 * 60_000;
export const crashLimit = 3;
/** A process that does not say `ready` in this time is killed and counts as crashed. */
export const readyLimitMs = 60_000;
/** Children beat each second; a machine under load lets some be missed. */
export const silenceLimitMs = 10_000;
/** The embedded database computes on the thread that beats: a long statement is no death. */
export const storeSilenceLimitMs = 120_000;

export interface Crash {
  at: number;
  /**
   * `job`: it ran jobs, which are then suspects: isolation deals with them, so it is no crash loop.
   * `ground`: it did not start because the store or Redis was away, which says nothing against it.
   */
  blame: 'process' | 'job' | 'ground';
}

export type Decision = { act: 'restart'; afterMs: number } | { act: 'give-up'; reason: string };

/**
 * @param crashes all deaths that nobody asked for, oldest first
 * @param isVital never given up: without it the instance is down, and nobody is there to start it again
 */
export function decideRestart(crashes: readonly Crash[], now: number, isVital = false): Decision {
  const recent = crashes.filter(({ at, blame }) => now - at <= crashWindowMs && blame !== 'job');
  const own = recent.filter(({ blame }) => blame === 'process').length;
  if (own >= crashLimit && !isVital)
    return {
      act: 'give-up',
      reason: `It ended ${own} times within five minutes; see its log, then restart it.`,
    };
  if (crashes.at(-1)?.blame === 'job') return { act: 'restart', afterMs: afterJobBackoffMs };
  const doublings = Math.max(0, recent.length - 1);
  return { act: 'restart', afterMs: Math.min(firstBackoffMs * 2 ** doublings, longestBackoffMs) };
}

export function isUnresponsive(lastBeatAt: number, now: number, limitMs = silenceLimitMs): boolean {
  return now - lastBeatAt > limitMs;
}
