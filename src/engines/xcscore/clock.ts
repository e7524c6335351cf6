/** Keeps long synchronous work within its time, and the engine's progress and cancellation alive meanwhile. */

const TICK_MS = 50;

export class Clock {
  private nextTickMs = 0;
  private deadlineMs = Infinity;
  private ran = false;

  /** `onTick` is called about every 50 ms; it may throw to cancel the work. */
  constructor(
    private readonly onTick: () => void = () => undefined,
    readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Starts a stretch of work that may take `budgetMs`. */
  allow(budgetMs: number): void {
    this.deadlineMs = this.nowMs() + budgetMs;
    this.ran = false;
  }

  /** True once the time is over; asked for every few hundred microseconds of work. */
  expired(): boolean {
    if (this.ran) return true;
    const now = this.nowMs();
    if (now >= this.nextTickMs) {
      this.nextTickMs = now + TICK_MS;
      this.onTick();
    }
    this.ran = now >= this.deadlineMs;
    return this.ran;
  }
}
