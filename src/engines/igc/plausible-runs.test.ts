import { describe, expect, it } from 'vitest';
import { plausibleRuns } from './plausible-runs';

/** Neighbours may differ by 10; outages last at most 20 members. */
const clean = (values: number[]) =>
  plausibleRuns(values.length, {
    agree: (a, b) => Math.abs((values[b] as number) - (values[a] as number)) <= 10,
    canBeSpike: (a, b) => b - a <= 20,
  });
const times = (count: number, value: number) => Array<number>(count).fill(value);
const kept = (values: number[]) => values.filter((_, i) => clean(values).keep[i] === 1);

describe('plausibleRuns', () => {
  it('keeps what agrees', () =>
    expect(clean([1, 5, 9, 3])).toEqual({ keep: Uint8Array.of(1, 1, 1, 1), dropped: 0, jumps: [] }));
  it('keeps nothing of nothing', () => expect(clean([]).dropped).toBe(0));

  it.each([
    ['a spike', [...times(9, 0), 99, ...times(9, 0)], times(18, 0), []],
    ['spikes in a row', [...times(9, 0), 99, 50, 99, ...times(9, 0)], times(18, 0), []],
    ['an outage', [...times(30, 0), ...times(15, 99), ...times(30, 0)], times(60, 0), []],
    ['a spike at the beginning', [99, ...times(9, 0)], times(9, 0), []],
    ['a spike at the end', [...times(9, 0), 99], times(9, 0), []],
    ['a jump', [...times(9, 0), ...times(9, 99)], [...times(9, 0), ...times(9, 99)], [9]],
    [
      'a long stay elsewhere',
      [...times(40, 0), ...times(40, 99), ...times(40, 0)],
      [...times(40, 0), ...times(40, 99), ...times(40, 0)],
      [40, 80],
    ],
  ])('handles %s', (_, values, expected, jumps) => {
    expect(kept(values)).toEqual(expected);
    expect(clean(values).jumps).toEqual(jumps);
  });

  it('takes time in proportion to the members, whatever they are', () => {
    const patterns = [
      [0, 99],
      [0, 99, 99],
      [0, 0, 99],
      [0, 50, 99],
      [...times(6, 0), ...times(7, 99)],
      [0, 99, 99, 50, 50, 50],
    ];
    const start = performance.now();
    for (const pattern of patterns) {
      const values = Array.from({ length: 300_000 }, (_, i) => pattern[i % pattern.length] as number);
      expect(clean(values).keep).toHaveLength(300_000);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
