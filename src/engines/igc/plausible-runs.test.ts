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

  it.each([
    ['every second', [0, 99]],
    ['two of three', [0, 99, 99]],
    ['every third', [0, 0, 99]],
    ['three levels', [0, 50, 99]],
    ['runs that are nearly an outage', [...times(6, 0), ...times(7, 99)]],
    ['pairs and a triple', [0, 99, 99, 50, 50, 50]],
  ])('asks in proportion to the members: %s', (_, pattern) => {
    const asked = (count: number) => {
      let questions = 0;
      plausibleRuns(count, {
        agree: (a, b) => (questions++, pattern[a % pattern.length] === pattern[b % pattern.length]),
        canBeSpike: (a, b) => (questions++, b - a <= 20),
      });
      return questions;
    };
    expect(asked(40_000) / asked(4000)).toBeLessThan(11);
  });
});
