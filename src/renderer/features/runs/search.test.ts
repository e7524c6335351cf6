import { describe, expect, it } from 'vitest';
import { RunsSearch, filterOf, isFiltered, sortOf, sortedBy, toggledState } from './search';

describe('RunsSearch', () => {
  it('drops what it does not know and keeps the rest', () => {
    expect(RunsSearch.parse({ states: ['nonsense'], sort: 'colour', q: 'lake', lane: 'batch' })).toEqual({
      q: 'lake',
      lane: 'batch',
    });
  });

  it('becomes the filter and sort of the contract', () => {
    const search = RunsSearch.parse({ states: ['failed'], batch: 'b1', sort: 'runMs', asc: true });
    expect(filterOf(search)).toEqual({ states: ['failed'], batchId: 'b1' });
    expect(sortOf(search)).toEqual({ key: 'runMs', descending: false });
    expect(sortOf({})).toEqual({ key: 'acceptedAt', descending: true });
  });

  it('knows whether anything is filtered', () => {
    expect(isFiltered({ sort: 'runMs' })).toBe(false);
    expect(isFiltered({ states: ['active'] })).toBe(true);
  });
});

describe('acts on the search', () => {
  it('toggles states, and no state means all', () => {
    const one = toggledState({}, 'failed');
    expect(one.states).toEqual(['failed']);
    expect(toggledState(one, 'failed').states).toBeUndefined();
  });

  it('turns the sort round on the second click', () => {
    const first = sortedBy({}, 'runMs');
    expect(sortOf(first)).toEqual({ key: 'runMs', descending: true });
    expect(sortOf(sortedBy(first, 'runMs'))).toEqual({ key: 'runMs', descending: false });
    expect(sortOf(sortedBy({}, 'fileName'))).toEqual({ key: 'fileName', descending: false });
  });
});
