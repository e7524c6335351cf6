import { expect, it } from 'vitest';
import { dependencyNames } from '../../../scripts/lib/redis-unpack.mjs';

it('reads the names out of what apt-cache says', () => {
  const listing = [
    'redis-tools',
    '  PreDepends: init-system-helpers',
    '  Depends: libatomic1',
    ' |Depends: libsystemd0',
    '  Depends: <libelogind-compat>',
    '    libelogind0',
    'libstdc++6',
    '  Depends: libgcc-s1:amd64',
    '  Depends: libatomic1',
  ].join('\n');
  expect(dependencyNames(listing)).toEqual(['init-system-helpers', 'libatomic1', 'libsystemd0', 'libgcc-s1']);
});
