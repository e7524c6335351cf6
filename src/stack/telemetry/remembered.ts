/** A figure that costs something to look up: looked up by one at a time, kept for a while, waited for only so long. */

export interface RememberOptions {
  /** So long it is good. */
  freshMs: number;
  /** Longer nobody waits; the look goes on, and whoever asks later finds what it brought. */
  limitMs: number;
}

export class Remembered<T> {
  private found: { value: T; at: number } | null = null;
  private looking: Promise<T | null> | null = null;

  constructor(
    private readonly look: () => Promise<T>,
    private readonly options: RememberOptions,
  ) {}

  /** @returns null when it could not be had in time: what is old is not told as new */
  async get(): Promise<T | null> {
    const { freshMs, limitMs } = this.options;
    if (this.found && performance.now() - this.found.at < freshMs) return this.found.value;
    this.looking ??= this.refresh().finally(() => (this.looking = null));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), limitMs)));
    try {
      return await Promise.race([this.looking, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async refresh(): Promise<T | null> {
    try {
      const value = await this.look();
      this.found = { value, at: performance.now() };
      return value;
    } catch {
      return null; // whoever asks sees a gap, and what is wrong is told by the health page
    }
  }
}
