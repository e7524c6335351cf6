/** Reduces samples of one a second to as many points as a chart can show. */
import type { MetricSample } from '#contract/metrics';
import type { ChartPoint } from '../../ui/chart/chart-types';

/** Each point drawn is six charts drawn; with these, one of five minutes is drawn every three seconds. */
export const mostPoints = 120;

type Reader = (sample: MetricSample) => number | null | undefined;

const readers: Record<string, Reader> = {
  completed: (sample) => sample.completedPerS,
  failed: (sample) => sample.failedPerS,
  accepted: (sample) => sample.acceptedPerS,
  waiting: (sample) => sample.depth.waiting,
  active: (sample) => sample.depth.active,
  delayed: (sample) => sample.depth.delayed,
  wait50: (sample) => sample.waitMs?.p50,
  wait95: (sample) => sample.waitMs?.p95,
  run50: (sample) => sample.runMs?.p50,
  run95: (sample) => sample.runMs?.p95,
};

export const cpuKey = (process: string): string => `cpu ${process}`;
export const memoryKey = (process: string): string => `memory ${process}`;

function processNames(samples: readonly MetricSample[]): string[] {
  return [
    ...new Set(samples.slice(-60).flatMap((sample) => sample.processes.map((process) => process.name))),
  ];
}

function readersFor(names: readonly string[]): Record<string, Reader> {
  const all = { ...readers };
  for (const name of names) {
    const find = (sample: MetricSample) => sample.processes.find((process) => process.name === name);
    all[cpuKey(name)] = (sample) => {
      const cpu = find(sample)?.cpu;
      return cpu === undefined ? null : cpu * 100;
    };
    all[memoryKey(name)] = (sample) => {
      const bytes = find(sample)?.rssBytes;
      return bytes === undefined ? null : bytes / 1_048_576;
    };
  }
  return all;
}

function mean(samples: readonly MetricSample[], read: Reader): number | null {
  let sum = 0;
  let count = 0;
  for (const sample of samples) {
    const value = read(sample);
    if (value === null || value === undefined) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

export interface ChartView {
  /** Of processes with a line of their own. */
  names: string[];
  points: ChartPoint[];
  /** Null without a point: nothing says when it is there. */
  to: number | null;
  from: number | null;
}

/**
 * Memory in MiB, CPU in percent of one core. Buckets lie on whole multiples of their length and are shown when they are
 * over: so a chart is drawn anew once a bucket, and not with each sample.
 */
export function chartView(samples: readonly MetricSample[], seconds: number): ChartView {
  const bucketMs = Math.max(1, Math.ceil(seconds / mostPoints)) * 1000;
  const names = processNames(samples);
  const all = Object.entries(readersFor(names));
  const buckets = new Map<number, MetricSample[]>();
  for (const sample of samples) {
    const at = Math.floor(sample.at / bucketMs) * bucketMs;
    const bucket = buckets.get(at);
    if (bucket) bucket.push(sample);
    else buckets.set(at, [sample]);
  }
  const last = [...buckets.keys()].at(-2);
  if (last === undefined) return { names, points: [], from: null, to: null };
  // The oldest bucket loses its samples one by one.
  const from = last - seconds * 1000 + 2 * bucketMs;
  const points = [...buckets]
    .filter(([at]) => at >= from && at <= last)
    .map(([at, some]) => ({
      at,
      ...Object.fromEntries(all.map(([key, read]) => [key, mean(some, read)])),
    }));
  return { names, points, from, to: last };
}
