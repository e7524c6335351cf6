/** A log-bucketed histogram of durations: bounded size, relative error of a percentile at most 1 %. */
import type { Percentiles } from '#contract/metrics';

/**
 * Ratio of neighbouring bucket bounds; the middle of a bucket is off by at most half of it. The history of metrics keeps
 * bucket numbers for weeks: another ratio would change what they mean.
 */
const growth = 1.02;
const logGrowth = Math.log(growth);

/** Bucket of a value in ms; 0 holds everything below 0.01 ms. */
export function bucketOf(valueMs: number): number {
  return valueMs <= 0.01 ? 0 : Math.ceil(Math.log(valueMs / 0.01) / logGrowth);
}

/** Geometric middle of a bucket, ms. */
export function valueOf(bucket: number): number {
  return bucket === 0 ? 0 : 0.01 * growth ** (bucket - 0.5);
}

export class Histogram {
  private readonly counts = new Map<number, number>();
  private total = 0;

  record(valueMs: number): void {
    this.addBucket(bucketOf(valueMs), 1);
  }

  addBucket(bucket: number, count: number): void {
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + count);
    this.total += count;
  }

  addAll(pairs: readonly (readonly [number, number])[]): void {
    for (const [bucket, count] of pairs) this.addBucket(bucket, count);
  }

  get count(): number {
    return this.total;
  }

  /** Sparse pairs of bucket and count. */
  pairs(): Iterable<[number, number]> {
    return this.counts;
  }

  /** What was recorded since the last call, as sparse pairs. */
  take(): [number, number][] {
    const pairs = [...this.counts];
    this.counts.clear();
    this.total = 0;
    return pairs;
  }

  /** @returns null while nothing is recorded */
  percentiles(): Percentiles | null {
    if (this.total === 0) return null;
    const sorted = this.sorted();
    return { p50: this.at(sorted, 0.5), p95: this.at(sorted, 0.95), p99: this.at(sorted, 0.99) };
  }

  /** One of them, ms. @returns null while nothing is recorded */
  percentile(share: number): number | null {
    return this.total === 0 ? null : this.at(this.sorted(), share);
  }

  private sorted(): [number, number][] {
    return [...this.counts].sort((a, b) => a[0] - b[0]);
  }

  private at(sorted: readonly [number, number][], share: number): number {
    let left = Math.ceil(this.total * share);
    for (const [bucket, count] of sorted) {
      left -= count;
      if (left <= 0) return valueOf(bucket);
    }
    return valueOf(sorted.at(-1)?.[0] ?? 0);
  }
}
