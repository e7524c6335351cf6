import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingOptional, platformOf, type LockPackages } from '../../../scripts/lib/lockfile.mjs';

describe('platformOf', () => {
  it.each([
    ['@oxc-parser/binding-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
    ['@oxc-parser/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@oxc-parser/binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
    ['@oxlint-tsgolint/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@msgpackr-extract/msgpackr-extract-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ])('%s', (name, expected) => {
    expect(platformOf(name)).toEqual(expected);
  });

  it('does not guess', () => {
    expect(() => platformOf('bufferutil')).toThrow('names no platform');
  });
});

describe('missingOptional', () => {
  it('adds what is neither beside its parent nor further out', () => {
    const optionalDependencies = { 'x-linux-x64': '1.0.0', 'x-win32-x64': '1.0.0', 'x-darwin-x64': '1.0.0' };
    const packages = {
      '': {},
      'node_modules/a/node_modules/x': { version: '1.0.0', dev: true, optionalDependencies },
      'node_modules/a/node_modules/x-linux-x64': { version: '1.0.0' },
      'node_modules/x-win32-x64': { version: '1.0.0' },
    };
    expect(missingOptional(packages)).toEqual([
      {
        path: 'node_modules/x-darwin-x64',
        entry: { version: '1.0.0', os: ['darwin'], cpu: ['x64'], dev: true, optional: true },
      },
    ]);
  });
});

describe('package-lock.json', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: LockPackages };

  it('holds the packages of every platform, or npm ci refuses it (npm run lockfile adds them)', () => {
    expect(missingOptional(packages)).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.keys(packages).filter((path) => packages[path]?.resolved)).toEqual([]);
  });
});
