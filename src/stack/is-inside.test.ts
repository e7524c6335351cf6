import { expect, it } from 'vitest';
import { isInside } from './is-inside';

it.each([
  ['/data', '/data', true],
  ['/data/', '/data/blobs/a', true],
  ['/data', '/data/..kept', true],
  ['/', '/data', true],
  ['/data', '/', false],
  ['/data', '/data-2', false],
  ['/data/blobs', '/data', false],
])('%s holds %s: %s', (folder, inner, expected) => {
  expect(isInside(folder, inner)).toBe(expected);
});
