import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNotBuilt } from '../../../scripts/lib/build.mjs';
import { fingerprint } from '../../../scripts/lib/fingerprint.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'flightline-fingerprint-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  writeFileSync(join(root, 'src/deep/a.ts'), 'one');
  writeFileSync(join(root, 'package.json'), '{}');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const take = () => fingerprint(root, ['src', 'package.json', 'not-there'], isNotBuilt);

describe('fingerprint', () => {
  it('stays the same when only times change', () => {
    const before = take();
    utimesSync(join(root, 'src/deep/a.ts'), 1, 1);
    expect(take()).toBe(before);
  });

  it.each([
    ['content', () => writeFileSync(join(root, 'src/deep/a.ts'), 'two')],
    ['a new file', () => writeFileSync(join(root, 'src/b.ts'), '')],
    ['a removed file', () => rmSync(join(root, 'package.json'))],
  ])('changes with %s', (_, change) => {
    const before = take();
    change();
    expect(take()).not.toBe(before);
  });

  it('does not look at tests', () => {
    const before = take();
    writeFileSync(join(root, 'src/deep/a.test.ts'), 'test');
    expect(take()).toBe(before);
  });
});

describe('isNotBuilt', () => {
  it.each([
    ['resources/redis/linux-x64/redis-server', true],
    ['resources/geolookup/zones.bin', true],
    ['src/x.test.tsx', true],
    ['src/x.tsx', false],
    ['resources/airports.json', false],
  ])('%s: %s', (path, expected) => {
    expect(isNotBuilt(path)).toBe(expected);
  });
});
