import { describe, expect, it } from 'vitest';
import type { MetricSample } from '#contract/metrics';
import { chartView, cpuKey, mostPoints } from './bucket';

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

const run = (count: number) => Array.from({ length: count }, (_, index) => sample(index * 1000, index, true));

describe('chartView', () => {
  it('never gives more points than a chart shows', () => {
    expect(chartView(run(3600), 3600).points.length).toBeLessThanOrEqual(mostPoints);
    expect(chartView(run(60), 60).points).toHaveLength(59);
  });

  it('averages what is known and leaves the rest empty', () => {
    const { points } = chartView([sample(0, 2, true), sample(1000, 4, false), sample(2000, 9, true)], 240);
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ completed: 3, wait50: 10, run50: null, [cpuKey('igc-1')]: 50 });
  });

  it('is the same until a bucket is over', () => {
    const samples = run(1300);
    const after = (count: number) => chartView(samples.slice(count - 600, count), 600);
    expect(after(1210).to).toBe(1200_000);
    for (const count of [1206, 1207, 1208, 1209, 1210]) expect(after(count)).toEqual(after(1210));
    expect(after(1211).to).toBe(1205_000);
  });

  it('shows nothing before a bucket is over', () => {
    expect(chartView(run(1), 300)).toEqual({ names: ['igc-1'], points: [], from: null, to: null });
  });
});
