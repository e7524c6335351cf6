/** Puts a newer piece of a range onto what is here. */
import type { MetricRange } from '#contract/metrics';

/** Buckets of the newer piece win; what is older than `from` goes. Both have the same step. */
export function joinRange(old: MetricRange, newer: MetricRange, from: number): MetricRange {
  const [begin = Infinity] = newer.at;
  const kept = old.at.flatMap((at, index) => (at < begin && at + old.stepMs > from ? [index] : []));
  const ids = [...new Set([...old.series, ...newer.series].map(({ id }) => id))];
  const oldValues = new Map(old.series.map(({ id, values }) => [id, values]));
  const newValues = new Map(newer.series.map(({ id, values }) => [id, values]));
  return {
    stepMs: newer.stepMs,
    at: [...kept.map((index) => old.at[index] ?? 0), ...newer.at],
    spanMs: [...kept.map((index) => old.spanMs[index] ?? 0), ...newer.spanMs],
    series: ids.map((id) => ({
      id,
      values: [
        ...kept.map((index) => oldValues.get(id)?.[index] ?? null),
        ...(newValues.get(id) ?? newer.at.map(() => null)),
      ],
    })),
  };
}
