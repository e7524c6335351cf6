import { expect, it } from 'vitest';
import { differences } from './diff';

it.each([
  [{ a: 1 }, { a: 1 }, []],
  [{ a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } }, [{ path: 'b.c', before: 2, after: 3 }]],
  [
    { a: 1 },
    { b: 1 },
    [
      { path: 'a', before: 1, after: undefined },
      { path: 'b', before: undefined, after: 1 },
    ],
  ],
  [[{ p: false }], [{ p: true }], [{ path: '0.p', before: false, after: true }]],
  [undefined, { a: 1 }, [{ path: '', before: undefined, after: { a: 1 } }]],
  [[1], { 0: 1 }, [{ path: '', before: [1], after: { 0: 1 } }]],
])('%j to %j', (before, after, expected) => {
  expect(differences(before, after)).toEqual(expected);
});
