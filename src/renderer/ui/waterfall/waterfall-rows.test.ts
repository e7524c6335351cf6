import { describe, expect, it } from 'vitest';
import type { Span } from '#contract/traces';
import { moved, ownMs, rowsOf, ticksOf, wholeOf, withRetryWaits, zoomed } from './waterfall-rows';

function span(
  spanId: string,
  parentId: string | null,
  [startedAt, durationMs]: [number, number],
  sort: Span['sort'] = 'stage',
): Span {
  return {
    spanId,
    parentId,
    name: sort === 'run' ? 'run dem' : spanId,
    kind: 'internal',
    sort,
    startedAt,
    durationMs,
    error: null,
    process: 'p',
    attributes: {},
    events: [],
    links: [],
  };
}

const spans = [
  span('a', null, [0, 100]),
  span('b', 'a', [10, 40]),
  span('c', 'b', [20, 10]),
  span('d', 'a', [60, 30]),
  span('e', 'lost', [70, 5]),
];

describe('waterfall', () => {
  it('indents, counts and folds', () => {
    const shape = (folded: string[]) =>
      rowsOf(spans, new Set(folded)).map(({ span: { spanId }, depth, below }) => `${spanId}${depth}${below}`);
    expect(shape([])).toEqual(['a03', 'b11', 'c20', 'd10', 'e00']);
    expect(shape(['b'])).toEqual(['a03', 'b11', 'd10', 'e00']);
    expect(shape(['a'])).toEqual(['a03', 'e00']);
  });

  it('shows what a job waited for its next attempt', () => {
    const attempts = [
      span('r1', 'j', [0, 50], 'run'),
      span('r2', 'j', [550, 50], 'run'),
      span('r3', 'j', [602, 50], 'run'),
    ];
    expect(
      withRetryWaits(attempts).map(({ name, startedAt, durationMs }) => [name, startedAt, durationMs]),
    ).toEqual([
      ['run dem', 0, 50],
      ['wait for the next attempt', 50, 500],
      ['run dem', 550, 50],
      ['run dem', 602, 50],
    ]);
  });

  it('zooms round a moment and never leaves the whole', () => {
    const whole = wholeOf(spans);
    expect(whole).toEqual({ from: 0, to: 100 });
    expect(zoomed(whole, whole, 0.5)).toEqual({ from: 25, to: 75 });
    expect(zoomed(whole, whole, 0.5, 0)).toEqual({ from: 0, to: 50 });
    expect(zoomed({ from: 80, to: 100 }, whole, 100)).toEqual(whole);
    expect(moved({ from: 0, to: 50 }, whole, 0.5)).toEqual({ from: 25, to: 75 });
    expect(moved({ from: 60, to: 100 }, whole, 0.5)).toEqual({ from: 60, to: 100 });
  });

  it('marks the ruler at round times since the beginning', () => {
    expect(ticksOf({ from: 1000, to: 1100 }, 1000)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticksOf({ from: 1030, to: 1031 }, 1000, 5)[0]).toBeCloseTo(30);
  });

  it('tells what a span did itself, though its children overlap', () => {
    expect(
      ownMs(span('a', null, [0, 100]), [
        span('b', 'a', [10, 40]),
        span('c', 'a', [30, 40]),
        span('d', 'a', [90, 50]),
      ]),
    ).toBe(30);
  });
});
