/** Counts and times what happens, until somebody takes it: each second, for the history of metrics. */
import { Histogram } from '../histogram';

export class Tally {
  private counts: Record<string, number> = {};
  private readonly times = new Map<string, Histogram>();

  count(key: string, events = 1): void {
    this.counts[key] = (this.counts[key] ?? 0) + events;
  }

  observe(key: string, elapsedMs: number): void {
    this.timesOf(key).record(elapsedMs);
  }

  observeAll(key: string, pairs: readonly (readonly [number, number])[]): void {
    this.timesOf(key).addAll(pairs);
  }

  /** What came since the last call. */
  take(): { counts: Record<string, number>; histograms: Record<string, number[]> } {
    const { counts } = this;
    const histograms: Record<string, number[]> = {};
    for (const [key, times] of this.times) if (times.count > 0) histograms[key] = times.take().flat();
    this.counts = {};
    return { counts, histograms };
  }

  private timesOf(key: string): Histogram {
    const times = this.times.get(key) ?? new Histogram();
    this.times.set(key, times);
    return times;
  }
}
