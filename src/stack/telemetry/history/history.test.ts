import { describe, expect, it } from 'vitest';
import type { MetricSeries, MetricSource } from '#contract/metric-series';
import { Histogram } from '../histogram';
import { type Frame, depthKnown, mergeFrames } from './frame';
import { FrameKeys, expand, valueIn } from './reading';
import { Tally } from './tally';

const frame = (parts: Partial<Frame>): Frame => ({
  at: 0,
  spanMs: 1000,
  gauges: {},
  counts: {},
  histograms: {},
  ...parts,
});

const read = (one: Frame, source: MetricSource): number | null => valueIn(one, source, new FrameKeys([one]));

describe('merging frames', () => {
  it('adds counts and times, and weighs gauges by the time they were known', () => {
    const merged = mergeFrames(0, [
      frame({ gauges: { pool: 2 }, counts: { crashes: 1 }, histograms: { run: [10, 1] } }),
      frame({
        spanMs: 3000,
        gauges: { pool: 6 },
        counts: { crashes: 2 },
        histograms: { run: [10, 2, 12, 1] },
      }),
      frame({ gauges: {} }),
    ]);
    expect(merged).toEqual({
      at: 0,
      spanMs: 5000,
      gauges: { pool: 5 },
      counts: { crashes: 3 },
      histograms: { run: [10, 3, 12, 1] },
    });
  });

  it('takes a depth that is left out for zero while depths are known', () => {
    const merged = mergeFrames(0, [
      frame({ gauges: { [depthKnown]: 1, 'depth/a/normal/waiting': 9 } }),
      frame({ gauges: { [depthKnown]: 1 } }),
      frame({ gauges: { [depthKnown]: 1 } }),
      frame({}),
    ]);
    expect(merged?.gauges['depth/a/normal/waiting']).toBe(3);
  });

  it('says the same in one step as in two', () => {
    const seconds = Array.from({ length: 60 }, (_, index) =>
      frame({
        at: index * 1000,
        spanMs: 900 + index,
        gauges: { [depthKnown]: 1, x: index, ...(index % 3 ? { 'depth/a/b/waiting': index } : {}) },
        counts: { n: index },
        histograms: { run: [index % 7, 1] },
      }),
    );
    const once = mergeFrames(0, seconds);
    const twice = mergeFrames(
      0,
      [0, 20, 40].map((begin) => mergeFrames(begin, seconds.slice(begin, begin + 20)) ?? frame({})),
    );
    expect(twice?.spanMs).toBe(once?.spanMs);
    expect(twice?.counts).toEqual(once?.counts);
    for (const key in once?.gauges) expect(twice?.gauges[key]).toBeCloseTo(once.gauges[key] ?? NaN, 9);
    expect([...(twice?.histograms.run ?? [])].sort()).toEqual([...(once?.histograms.run ?? [])].sort());
  });

  it('makes nothing of nothing', () => {
    expect(mergeFrames(0, [])).toBeNull();
  });
});

describe('reading a frame', () => {
  const one = frame({
    spanMs: 2000,
    gauges: { [depthKnown]: 1, 'depth/a/normal/waiting': 4, 'depth/b/batch/waiting': 2, used: 3, limit: 4 },
    counts: { 'completed/a': 6, 'failed/a': 2, 'completed/b': 0, 'failed/b': 0 },
  });

  it.each<[string, MetricSource, number | null]>([
    ['adds what a pattern means', { kind: 'gauge', key: 'depth/*/*/waiting' }, 6],
    ['knows a depth of zero', { kind: 'gauge', key: 'depth/*/*/active' }, 0],
    ['does not know other gauges', { kind: 'gauge', key: 'other' }, null],
    ['tells rates per second', { kind: 'rate', key: 'completed/*' }, 3],
    ['tells no rate of what nobody counts', { kind: 'rate', key: 'vlm' }, null],
    ['divides gauges', { kind: 'ratio', key: 'used', of: 'limit' }, 0.75],
    ['divides events', { kind: 'share', key: 'failed/*', of: ['completed/*', 'failed/*'] }, 0.25],
    ['counts against one where nothing ended', { kind: 'share', key: 'failed/a', of: ['failed/b'] }, 2],
    ['tells no share of what nobody counts', { kind: 'share', key: 'failed/*', of: ['vlm'] }, null],
    ['tells no percentile of nothing', { kind: 'percentile', key: 'run/*', share: 0.95 }, null],
  ])('%s', (_name, source, value) => {
    expect(read(one, source)).toBe(value);
  });

  it('tells percentiles over engines within one per cent', () => {
    const tally = new Tally();
    for (let ms = 1; ms <= 1000; ms++) tally.observe(ms % 2 ? 'run/a' : 'run/b', ms);
    const { histograms } = tally.take();
    for (const share of [0.5, 0.95, 0.99] as const) {
      const value = read(frame({ histograms }), { kind: 'percentile', key: 'run/*', share }) ?? 0;
      expect(Math.abs(value / (share * 1000) - 1)).toBeLessThan(0.01);
    }
    expect(tally.take()).toEqual({ counts: {}, histograms: {} });
  });

  it('splits by a part of the key, and keeps to one engine', () => {
    const waiting: MetricSource = { kind: 'gauge', key: 'depth/*/*/waiting' };
    const series: MetricSeries = { id: 'w', label: 'w', source: waiting, byEngine: true };
    const keys = new FrameKeys([one]);
    const split = (index: number, engine?: string) =>
      expand({ ...series, split: index }, keys, engine).map(({ id, source }) => [
        id,
        valueIn(one, source, keys),
      ]);
    expect(split(1)).toEqual([
      ['w:a', 4],
      ['w:b', 2],
    ]);
    expect(split(2, 'b')).toEqual([['w:batch', 2]]);
    const [ofA] = expand(series, keys, 'a');
    expect(ofA && valueIn(one, ofA.source, keys)).toBe(4);
  });
});

it('a bucket is off by one per cent at most', () => {
  for (const ms of [0.02, 0.5, 1, 7.3, 42, 999, 61_000]) {
    const histogram = new Histogram();
    histogram.record(ms);
    expect(Math.abs((histogram.percentile(0.5) ?? 0) / ms - 1)).toBeLessThanOrEqual(0.01);
  }
});
