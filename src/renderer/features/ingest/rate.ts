/** Rate and time left, smoothed so that they can be read. */

/** The average forgets with this half-life. */
const halfLifeMs = 2500;

export class RateMeter {
  #perMs: number | null = null;
  #lastAt: number | null = null;
  #lastAmount = 0;

  /** @param amount what has been done in all by `now` */
  update(now: number, amount: number): void {
    if (this.#lastAt === null) {
      this.#lastAt = now;
      this.#lastAmount = amount;
      return;
    }
    const passed = now - this.#lastAt;
    if (passed <= 0) return;
    const current = (amount - this.#lastAmount) / passed;
    const weight = this.#perMs === null ? 1 : 1 - 0.5 ** (passed / halfLifeMs);
    this.#perMs = (this.#perMs ?? 0) * (1 - weight) + current * weight;
    this.#lastAt = now;
    this.#lastAmount = amount;
  }

  get perSecond(): number | null {
    return this.#perMs === null ? null : this.#perMs * 1000;
  }

  etaMs(left: number): number | null {
    if (left <= 0) return 0;
    return this.#perMs !== null && this.#perMs > 0 ? left / this.#perMs : null;
  }
}
