import { describe, expect, it } from 'vitest';
import type { MetricSample } from '#contract/metrics';
import { chartPoints, cpuKey, mostPoints } from './bucket';

function sample(at: number, completedPerS: number, waited: boolean): MetricSample {
  return {
    at,
    completedPerS,
    failedPerS: 0,
    acceptedPerS: 0,
    depth: { waiting: 0, active: 0, delayed: 0 },
    waitMs: waited ? { p50: 10, p95: 20, p99: 30 } : null,
    runMs: null,
    processes: [{ name: 'igc-1', cpu: 0.5, rssBytes: 1_048_576, loopDelayMs: 1 }],
  };
}

describe('chartPoints', () => {
  it('never gives more points than a chart shows', () => {
    const samples = Array.from({ length: 3600 }, (_, index) => sample(index * 1000, 1, true));
    expect(chartPoints(samples, 3600).length).toBeLessThanOrEqual(mostPoints + 1);
    expect(chartPoints(samples.slice(0, 60), 60)).toHaveLength(60);
  });

  it('averages what is known and leaves the rest empty', () => {
    const points = chartPoints([sample(0, 2, true), sample(1000, 4, false)], 480);
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ completed: 3, wait50: 10, run50: null, [cpuKey('igc-1')]: 50 });
  });

  it('keeps a finished bucket as it was when samples go on', () => {
    const samples = Array.from({ length: 20 }, (_, index) => sample(index * 1000, index, true));
    const before = chartPoints(samples.slice(0, 12), 1200);
    const after = chartPoints(samples, 1200);
    expect(after[0]).toEqual(before[0]);
  });
});
