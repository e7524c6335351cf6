/** Cuts frames into the buckets of a chart. */
import { metricCharts } from '#contract/metric-charts';
import type { MetricRange, MetricRangeQuery } from '#contract/metrics';
import { type Frame, mergeFrames } from '../../../stack/telemetry/history/frame';
import { FrameKeys, expand, valueIn } from '../../../stack/telemetry/history/reading';

const stepsS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
];

/** The shortest round step that needs no more than so many points. */
export function stepFor({ from, to, points }: Pick<MetricRangeQuery, 'from' | 'to' | 'points'>): number {
  const leastS = (to - from) / 1000 / points;
  return (stepsS.find((stepS) => stepS >= leastS) ?? Math.ceil(leastS / 86_400) * 86_400) * 1000;
}

/** A kept frame and how much time it stands for. */
export interface KeptFrame {
  frame: Frame;
  lengthMs: number;
}

/**
 * Kept frames that are longer than a step fill the buckets that have none of their own. Gaps are one bucket of nulls long.
 */
export function toRange(
  frames: { kept: readonly KeptFrame[]; seconds: readonly Frame[] },
  { from, to, stepMs, engine }: { from: number; to: number; stepMs: number; engine?: string | undefined },
): MetricRange {
  const first = Math.floor(from / stepMs);
  const last = Math.ceil(to / stepMs) - 1;
  const buckets = new Map<number, Frame[]>();
  const put = (bucket: number, frame: Frame): void => {
    if (bucket < first || bucket > last) return;
    const found = buckets.get(bucket);
    if (found) found.push(frame);
    else buckets.set(bucket, [frame]);
  };
  for (const frame of frames.seconds) put(Math.floor(frame.at / stepMs), frame);
  const own = new Set(buckets.keys());
  for (const { frame, lengthMs } of frames.kept) {
    const begin = Math.floor(frame.at / stepMs);
    const end = Math.ceil((frame.at + lengthMs) / stepMs);
    if (lengthMs <= stepMs) put(begin, frame);
    else
      for (let bucket = begin; bucket < end; bucket++)
        if (!own.has(bucket)) put(bucket, part(frame, stepMs / lengthMs));
  }
  const merged: Frame[] = [];
  const at: number[] = [];
  for (const bucket of [...buckets.keys()].sort((a, b) => a - b)) {
    const before = at.at(-1);
    if (before !== undefined && bucket * stepMs - before > stepMs + toleratedMs) {
      at.push(before + stepMs);
      merged.push(nothing);
    }
    const frame = mergeFrames(bucket * stepMs, buckets.get(bucket) ?? []);
    if (!frame) continue;
    at.push(bucket * stepMs);
    merged.push(frame);
  }
  const keys = new FrameKeys(merged);
  const wanted = metricCharts.flatMap(({ series }) => series.flatMap((one) => expand(one, keys, engine)));
  return {
    stepMs,
    at,
    spanMs: merged.map((frame) => (frame === nothing ? 0 : Math.round(frame.spanMs))),
    series: wanted.map(({ id, source }) => ({
      id,
      values: merged.map((frame) => rounded(valueIn(frame, source, keys))),
    })),
  };
}

/** Seconds are not measured on the dot: one bucket may have two of them and the next none. */
const toleratedMs = 2000;
const nothing: Frame = { at: 0, spanMs: 1, gauges: {}, counts: {}, histograms: {} };

/** Told as if all of it had gone on evenly. */
function part(frame: Frame, share: number): Frame {
  const counts = Object.fromEntries(Object.entries(frame.counts).map(([key, count]) => [key, count * share]));
  return { ...frame, spanMs: frame.spanMs * share, counts };
}

/** Six digits: finer than any chart, exact enough to add up again. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}
