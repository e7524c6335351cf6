import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../exit-codes';
import { chooseBySuffix, expandInputs } from './expand';
import { expandBraces, parsePattern } from './glob';

describe('parsePattern', () => {
  it.each([
    ['*.igc', 'a.igc', true],
    ['*.igc', 'x/a.igc', false],
    ['*.igc', '.hidden.igc', false],
    ['x/**/*.igc', 'x/a.igc', true],
    ['x/**/*.igc', 'x/y/z/a.igc', true],
    ['x/**/*.igc', 'y/x/a.igc', false],
    ['**', 'x/y/a.igc', true],
    ['2024-0[1-3]-??.igc', '2024-02-17.igc', true],
    ['2024-0[!1-3]-??.igc', '2024-02-17.igc', false],
    ['a+(1).igc*', 'a+(1).igc', true],
    ['[a', '[a', true],
  ])('%s on %s: %s', (pattern, file, matches) => {
    expect(parsePattern(pattern).matches.test(file)).toBe(matches);
  });

  it('says where to look', () => {
    expect(parsePattern('/data/2024/*.igc')).toMatchObject({ folder: '/data/2024', recursive: false });
    expect(parsePattern('/*.igc')).toMatchObject({ folder: '/', recursive: false });
    expect(parsePattern('*/x.igc')).toMatchObject({ folder: '', recursive: true });
  });
});

it('writes braces out', () => {
  expect(expandBraces('{a,b}/x.{igc,IGC}')).toEqual(['a/x.igc', 'a/x.IGC', 'b/x.igc', 'b/x.IGC']);
  expect(expandBraces('{a}.igc')).toEqual(['{a}.igc']);
});

describe('expandInputs', () => {
  let dir: string;
  const at = (...parts: string[]) => path.join(dir, ...parts);
  const shown = async (...given: string[]) =>
    (await expandInputs(given)).map((file) => path.relative(dir, file.shown));

  beforeAll(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'flightline-expand-'));
    mkdirSync(at('deep', 'er'), { recursive: true });
    for (const name of [
      'b.igc',
      'a.IGC',
      'notes.txt',
      '.hidden.igc',
      'deep/c.igc',
      'deep/er/d.igc',
      'odd[1].igc',
    ])
      writeFileSync(at(name), 'x');
    symlinkSync(dir, at('deep', 'loop'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('reads folders in order of names, without links and hidden files', async () => {
    expect(await shown(dir)).toEqual([
      'a.IGC',
      'b.igc',
      'deep/c.igc',
      'deep/er/d.igc',
      'notes.txt',
      'odd[1].igc',
    ]);
  });

  it('matches patterns', async () => {
    expect(await shown(at('**', '*.igc'))).toEqual(['b.igc', 'deep/c.igc', 'deep/er/d.igc', 'odd[1].igc']);
    expect(await shown(at('{b,missing}.igc'))).toEqual(['b.igc']);
  });

  it('takes each file once, and a name with a pattern in it as a name', async () => {
    expect(await shown(at('odd[1].igc'), at('b.igc'), at('*.igc'))).toEqual(['odd[1].igc', 'b.igc']);
  });

  it('keeps a name that is not there and refuses a pattern that matches nothing', async () => {
    expect(await shown(at('missing.igc'))).toEqual(['missing.igc']);
    await expect(expandInputs([at('*.gpx')])).rejects.toThrow(UsageError);
  });

  it('leaves what an engine does not read by name out of folders only', async () => {
    const files = await expandInputs([dir, at('notes.txt')]);
    expect(chooseBySuffix(files, ['.igc'])).toMatchObject({ passedOver: 0 });
    const { chosen, passedOver } = chooseBySuffix(await expandInputs([dir]), ['.igc']);
    expect([chosen.length, passedOver]).toEqual([5, 1]);
  });
});
