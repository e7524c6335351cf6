/** What was measured over a span of time, in a form that adds up: a minute is exactly its seconds. */
import { z } from 'zod';

export const Frame = z.object({
  /** Begin, ms since the epoch. */
  at: z.number(),
  /** So much of the time from `at` on was measured. */
  spanMs: z.number().positive(),
  /** Means over that time. Of depths those that are zero are left out; `depthKnown` says that they were looked up. */
  gauges: z.record(z.string(), z.number()),
  /** Events in that time. */
  counts: z.record(z.string(), z.number()),
  /** Log-bucketed times in ms, as bucket, count, bucket, count …; see ../histogram. */
  histograms: z.record(z.string(), z.array(z.number())),
});
export type Frame = z.infer<typeof Frame>;

export const depthKnown = 'depth-known';
const depthPrefix = 'depth/';

/** As one frame that begins at `at`. @returns null for none */
export function mergeFrames(at: number, frames: readonly Frame[]): Frame | null {
  const [first] = frames;
  if (!first) return null;
  if (frames.length === 1) return { ...first, at };
  const gauges = new Means();
  const counts: Record<string, number> = {};
  const histograms = new Map<string, Map<number, number>>();
  let spanMs = 0;
  for (const frame of frames) {
    spanMs += frame.spanMs;
    gauges.add(frame);
    for (const key in frame.counts) counts[key] = (counts[key] ?? 0) + (frame.counts[key] ?? 0);
    for (const key in frame.histograms) addPairs(histograms, key, frame.histograms[key] ?? []);
  }
  return {
    at,
    spanMs,
    gauges: gauges.result(),
    counts,
    histograms: Object.fromEntries([...histograms].map(([key, buckets]) => [key, [...buckets].flat()])),
  };
}

/** Each weighs as much as the time it was known. */
class Means {
  private readonly sums = new Map<string, { sum: number; weight: number }>();
  private depthWeight = 0;

  add({ gauges, spanMs }: Frame): void {
    if (depthKnown in gauges) this.depthWeight += spanMs;
    for (const key in gauges) {
      const value = (gauges[key] ?? 0) * spanMs;
      const found = this.sums.get(key);
      if (found) {
        found.sum += value;
        found.weight += spanMs;
      } else this.sums.set(key, { sum: value, weight: spanMs });
    }
  }

  result(): Record<string, number> {
    return Object.fromEntries(
      [...this.sums].map(([key, { sum, weight }]) => [
        key,
        sum / (key.startsWith(depthPrefix) ? this.depthWeight : weight),
      ]),
    );
  }
}

function addPairs(into: Map<string, Map<number, number>>, key: string, pairs: readonly number[]): void {
  const buckets = into.get(key) ?? new Map<number, number>();
  into.set(key, buckets);
  for (let index = 0; index < pairs.length; index += 2) {
    const bucket = pairs[index] ?? 0;
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + (pairs[index + 1] ?? 0));
  }
}

/** For keeping: figures with four digits, which is finer than any chart. Counts stay as they are. */
export function compact(frame: Frame): Frame {
  const gauges = Object.fromEntries(
    Object.entries(frame.gauges).map(([key, value]) => [key, Number(value.toPrecision(4))]),
  );
  return { ...frame, gauges };
}
