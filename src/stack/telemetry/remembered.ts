/** A figure that costs something to look up: looked up by one at a time, kept for a while, waited for only so long. */

const longestMs = 60_000;
/** Looking takes a twentieth of the time at most. */
const restShare = 20;

export interface RememberOptions {
  /** So long it is good; longer when the look took long, yet a minute at most. */
  freshMs: number;
  /** Longer nobody waits; the look goes on, and whoever asks later finds what it brought. */
  limitMs: number;
}

export class Remembered<T> {
  private found: { value: T; goodUntil: number } | null = null;
  private looking: Promise<T | null> | null = null;

  constructor(
    private readonly look: () => Promise<T>,
    private readonly options: RememberOptions,
  ) {}

  /** @returns null when it could not be had in time: what is old is not told as new */
  async get(): Promise<T | null> {
    if (this.found && performance.now() < this.found.goodUntil) return this.found.value;
    this.looking ??= this.refresh().finally(() => (this.looking = null));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>(
      (resolve) => (timer = setTimeout(() => resolve(null), this.options.limitMs)),
    );
    try {
      return await Promise.race([this.looking, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async refresh(): Promise<T | null> {
    try {
      const startedAt = performance.now();
      const value = await this.look();
      const now = performance.now();
      const rarelyEnoughMs = Math.min(longestMs, (now - startedAt) * restShare);
      this.found = { value, goodUntil: now + Math.max(this.options.freshMs, rarelyEnoughMs) };
      return value;
    } catch {
      return null; // whoever asks sees a gap, and what is wrong is told by the health page
    }
  }
}
