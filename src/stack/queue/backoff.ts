/** How long a failed job waits for its next attempt. */
import type { EngineLimits } from '#contract/engine';

/**
 * Exponential with a cap; `jitter` is the share of it that is random, so that jobs that failed together do not come back
 * together (AWS Architecture Blog, "Exponential Backoff and Jitter").
 * @param attemptsMade attempts so far, 1 or more
 * @param random 0..1
 */
export function backoffMs(
  backoff: EngineLimits['backoff'],
  attemptsMade: number,
  random = Math.random(),
): number {
  const full = Math.min(backoff.baseMs * 2 ** Math.min(attemptsMade - 1, 30), backoff.capMs);
  return Math.round(full * (1 - backoff.jitter * random));
}
