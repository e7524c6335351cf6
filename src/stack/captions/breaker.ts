/** Stops asking a service that fails, and tries again with one question after a while: a circuit breaker. */

const failuresToOpen = 5;
const firstPauseMs = 30_000;
const longestPauseMs = 15 * 60_000;

export class Breaker {
  private failures = 0;
  private pauses = 0;
  private openUntil = 0;

  /** How long nothing should be asked, ms; 0 when it may be. */
  waitMs(now: number): number {
    return Math.max(0, this.openUntil - now);
  }

  /** Lets one question through before its time; if that fails, the pause after it is as long as it would have been. */
  endPause(): void {
    this.openUntil = 0;
  }

  succeeded(): void {
    this.failures = 0;
    this.pauses = 0;
    this.openUntil = 0;
  }

  /** @param atOnce when one failure says that all others would fail too, such as a wrong key */
  failed(now: number, atOnce = false): void {
    this.failures += 1;
    // After a pause one failure is enough.
    if (!atOnce && this.failures < failuresToOpen && this.pauses === 0) return;
    this.openUntil = now + Math.min(longestPauseMs, firstPauseMs * 2 ** this.pauses);
    this.pauses += 1;
    this.failures = 0;
  }
}
