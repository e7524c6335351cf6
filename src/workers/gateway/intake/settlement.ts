/** Decides which part of the journal is no longer needed: what database and queue hold on the disk. A commit does at once. */

/** Redis flushes its log once a second; twice that, and the flush has happened. */
const redisFlushMs = 2000;

export class Settlement {
  /** Position → when it was applied; null while it is not. In the order of the journal. */
  private readonly open = new Map<number, number | null>();

  private held = 0;

  constructor(private readonly checkpoint: (position: number) => Promise<void>) {}

  appended(position: number): void {
    if (!this.open.has(position)) this.open.set(position, null);
  }

  applied(position: number, at: number): void {
    this.open.set(position, at);
  }

  /** Until `release`, the journal forgets nothing: a copy of it then holds what copies of the others may lack. */
  hold(): void {
    this.held += 1;
  }

  release(): void {
    this.held -= 1;
  }

  /** Lets the journal forget what is on the disk elsewhere by `now`. */
  async settle(now: number): Promise<void> {
    if (this.held > 0) return;
    let settled: number | null = null;
    for (const [position, appliedAt] of [...this.open].sort(([a], [b]) => a - b)) {
      if (appliedAt === null || appliedAt > now - redisFlushMs) break;
      settled = position;
    }
    if (settled === null) return;
    for (const position of [...this.open.keys()]) if (position <= settled) this.open.delete(position);
    await this.checkpoint(settled);
  }
}
