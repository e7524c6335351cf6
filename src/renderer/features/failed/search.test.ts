import { describe, expect, it } from 'vitest';
import { FailedSearch, filterOf, isFiltered, viewOf } from './search';

describe('the address of the failed page', () => {
  it.each([
    [{}, 'groups'],
    [{ code: 'POISON' }, 'groups'],
    [{ fingerprint: 'f1' }, 'letters'],
    [{ letter: 'a' }, 'letters'],
    [{ letter: 'a', view: 'trash' }, 'trash'],
  ] as const)('%j shows %s', (search, view) => expect(viewOf(search)).toBe(view));

  it('leaves out what makes no sense', () => {
    expect(FailedSearch.parse({ view: 'x', hours: 3, q: 'a', edit: 'no' })).toEqual({ q: 'a' });
  });

  it('tells the filter from the rest', () => {
    expect(filterOf({ code: 'C', q: '', order: 'oldest' })).toEqual({ errorCode: 'C' });
    expect(isFiltered({ order: 'oldest', letter: 'a' })).toBe(false);
  });
});
