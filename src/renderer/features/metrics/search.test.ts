import { describe, expect, it } from 'vitest';
import { MetricsSearch, shifted, shownBy, toggled, withRange, withSpan, zoomedOut } from './search';

const minuteMs = 60_000;

describe('the address of the metrics page', () => {
  it.each([
    ['nothing', {}, { live: true, seconds: 900 }],
    ['a span', { span: 300 }, { live: true, seconds: 300 }],
    ['a range', { from: 0, to: 9 }, { live: false, from: 0, to: 9 }],
    ['half a range', { from: 5 }, { live: true, seconds: 900 }],
    ['a range that ends before it begins', { from: 9, to: 5 }, { live: true, seconds: 900 }],
    ['nonsense', { span: 'x', off: 7, unmarked: ['moon'] }, { live: true, seconds: 900 }],
  ])('understands %s', (_name, search, shown) => {
    expect(shownBy(MetricsSearch.parse(search))).toEqual(shown);
  });

  it('zooms to ten seconds at the least', () => {
    expect(withRange({ span: 300 }, 100_000, 101_000)).toMatchObject({ from: 95_500, to: 105_500 });
  });

  it('zooms out round the middle, and not beyond now', () => {
    expect(zoomedOut({}, minuteMs * 10, minuteMs * 12, minuteMs * 60)).toMatchObject({
      from: minuteMs * 9,
      to: minuteMs * 13,
    });
    expect(zoomedOut({}, minuteMs * 10, minuteMs * 12, minuteMs * 12)).toMatchObject({
      from: minuteMs * 8,
      to: minuteMs * 12,
    });
  });

  it('moves by half, and goes back to live', () => {
    const moved = shifted({}, { from: minuteMs * 10, to: minuteMs * 12, now: minuteMs * 60, direction: -1 });
    expect(moved).toMatchObject({ from: minuteMs * 9, to: minuteMs * 11 });
    expect(shownBy(withSpan(moved, 3600))).toEqual({ live: true, seconds: 3600 });
  });

  it('keeps no empty lists', () => {
    expect(toggled(undefined, 'a')).toEqual(['a']);
    expect(toggled(['a'], 'a')).toBeUndefined();
  });
});
