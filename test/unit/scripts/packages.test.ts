import { expect, it } from 'vitest';
import { packagesAreCurrent } from '../../../scripts/lib/packages.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/fsevents': { version: '2.0.0', optional: true },
  },
};

it.each([
  [
    'everything there',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/fsevents': { version: '2.0.0' } },
    true,
  ],
  ['an optional package missing', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
  ['a package missing', {}, false],
  [
    'more than is asked for',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } },
    true,
  ],
])('%s', (_, packages, expected) => {
  expect(packagesAreCurrent(lock, { packages })).toBe(expected);
});
