import { describe, expect, it } from 'vitest';
import { MediaSearch, filterOf, isQuestion, requestOf, withExample, withoutExample } from './media-search';

const [a, b] = ['11111111-1111-8111-8111-111111111111', '22222222-2222-8222-8222-222222222222'];

describe('the address of the library', () => {
  it('drops what it does not know', () => {
    expect(
      MediaSearch.parse({ kind: 'sound', box: '1,2', since: 'yesterday', like: ['x'], q: 'sea' }),
    ).toEqual({
      q: 'sea',
    });
  });

  it('becomes a filter and a request', () => {
    const search = MediaSearch.parse({ q: ' sea ', box: '1,2,3.5,-4', kind: 'video', unlike: [b] });
    expect(filterOf(search)).toEqual({ kind: 'video', box: { west: 1, south: 2, east: 3.5, north: -4 } });
    expect(requestOf(search)).toMatchObject({ text: 'sea', unlike: [b], limit: 60 });
    expect(isQuestion(search)).toBe(true);
    expect(isQuestion({ kind: 'video', q: ' ' })).toBe(false);
  });

  it('holds an example on one side only', () => {
    const both = withExample(withExample({}, [a, b], 'like'), [a], 'unlike');
    expect(both).toEqual({ like: [b], unlike: [a] });
    expect(withoutExample(both, a)).toEqual({ like: [b], unlike: undefined });
  });
});
