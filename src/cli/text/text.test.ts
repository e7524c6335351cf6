import { describe, expect, it } from 'vitest';
import type { Paint } from './style';
import { pairsText, tableText } from './table';
import { bytesText, counted, durationText, rateText } from './units';
import { cutTo, displayWidth, printable } from './width';

describe('printable', () => {
  it('lets nothing through that acts on a terminal', () => {
    expect(printable('a\u001b[31mred\r\n\u009b2J\u202etxt.igc')).toBe(
      'a\ufffd[31mred\ufffd\ufffd\ufffd2J\ufffdtxt.igc',
    );
    expect(printable('Zürich 飛行.igc')).toBe('Zürich 飛行.igc');
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['e\u0301', 1],
    ['飛行', 4],
    ['🪂', 2],
  ])('%s takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('cuts at columns, not at characters', () => {
    expect(cutTo('飛行記録.igc', 6)).toBe('飛行…');
    expect(cutTo('short', 5)).toBe('short');
  });
});

describe('units', () => {
  it.each([
    [12.4, '12 ms'],
    [4250, '4.3 s'],
    [185_000, '3 min 05 s'],
    [7_800_000, '2 h 10 min'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  it.each([
    [512, '512 B'],
    [1536, '1.5 KiB'],
    [300 * 1024 * 1024, '300 MiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it('shows slow rates per minute', () => {
    expect([rateText(250.4), rateText(3.14159), rateText(0.05)]).toEqual(['250/s', '3.1/s', '3.0/min']);
  });

  it('counts in words', () => {
    expect([counted(1, 'file'), counted(12_000, 'file'), counted(2, 'entry', 'entries')]).toEqual([
      '1 file',
      '12,000 files',
      '2 entries',
    ]);
  });
});

interface Row {
  name: string;
  size: number | null;
}
const columns = [
  { title: 'FILE', value: ({ name }: Row) => name, flexible: true },
  { title: 'SIZE', value: ({ size }: Row) => size, align: 'right' as const },
];

describe('tableText', () => {
  it('aligns columns and shows what is missing', () => {
    const rows = [
      { name: 'a.igc', size: 12 },
      { name: 'long-name.igc', size: null },
    ];
    expect(tableText(columns, rows)).toBe(
      ['FILE           SIZE', 'a.igc            12', 'long-name.igc     -'].join('\n'),
    );
  });

  it('cuts flexible columns to the terminal', () => {
    const text = tableText(columns, [{ name: 'x'.repeat(100), size: 1 }], { width: 30 });
    expect(Math.max(...text.split('\n').map(displayWidth))).toBe(30);
  });

  it('never counts colours as width', () => {
    const paint: Paint = (text) => `<${text}>`;
    const toned = [{ ...columns[0]!, tone: () => 'good' as const }, columns[1]!];
    expect(tableText(toned, [{ name: 'a', size: 1 }], { paint })).toBe('<FILE>  <SIZE>\n<a>        1');
  });
});

describe('pairsText', () => {
  it('leaves out what is not there', () => {
    expect(
      pairsText([
        ['State', 'done'],
        ['Error', null],
        ['Files', 3],
      ]),
    ).toBe('State  done\nFiles  3');
  });
});
