import { describe, expect, it } from 'vitest';
import { durationOf, filterOf, sortedBy, TracesSearch } from './search';

describe('search of traces', () => {
  it.each([
    ['250', 250],
    ['250 ms', 250],
    ['1.5s', 1500],
    ['1,5 s', 1500],
    ['2m', 120_000],
    ['soon', null],
    ['', null],
  ])('reads %j as a duration', (text, ms) => expect(durationOf(text)).toBe(ms));

  it('leaves out what is not chosen', () => {
    expect(filterOf(TracesSearch.parse({ failed: false, least: 0, from: 5 }))).toEqual({ from: 5 });
  });

  it('turns the order round with a second click', () => {
    const once = sortedBy({}, 'durationMs');
    expect(once).toEqual({ sort: 'durationMs' });
    expect(sortedBy(once, 'durationMs')).toEqual({ sort: 'durationMs', asc: true });
    expect(sortedBy({}, 'startedAt')).toEqual({ sort: 'startedAt', asc: true });
  });
});
