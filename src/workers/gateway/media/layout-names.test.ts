import { describe, expect, it } from 'vitest';
import { layOut, safeName } from './layout-names';

describe('a name of a layout', () => {
  it.each([
    ['a/b\\c:d', 'a_b_c_d'],
    ['.hidden. ', 'hidden'],
    ['..', 'none'],
    ['CON', 'none_CON'],
    ['nul.jpg', 'none_nul.jpg'],
    ['Gru\u0308\u00DFe', 'Gr\u00FC\u00DFe'],
  ])('of %s is %s', (given, name) => expect(safeName(given, 'none')).toBe(name));

  it('keeps the suffix of a long one', () => {
    expect(safeName(`${'x'.repeat(120)}.jpeg`, '')).toBe(`${'x'.repeat(75)}.jpeg`);
  });

  it('cuts no character in halves', () => {
    expect(safeName(`x${'\u{1F6A9}'.repeat(120)}`, '')).toBe(`x${'\u{1F6A9}'.repeat(79)}`);
  });
});

it('numbers what has the same name, whatever its case', () => {
  const of = (clusterId: string, clusterName: string | null, fileName: string) => ({
    clusterId,
    clusterName,
    sha256: '0',
    fileName,
    day: '2026-05-01',
  });
  const laid = layOut([
    of('1', 'Boats', 'a.jpg'),
    of('1', 'Boats', 'x/A.JPG'),
    of('2', 'boats', 'a.jpg'),
    of('3', null, 'a'),
  ]);
  expect(laid.map(({ folder, file }) => `${folder}/${file}`)).toEqual([
    'Boats/a.jpg',
    'Boats/A 2.JPG',
    'boats 2/a.jpg',
    '2026-05-01 group/a',
  ]);
});
