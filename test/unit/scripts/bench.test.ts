import { describe, expect, it } from 'vitest';
import { parseBenchArguments } from '../../../scripts/lib/bench-files.mjs';
import { formatNumber, formatTable } from '../../../scripts/lib/bench-table.mjs';

describe('parseBenchArguments', () => {
  it.each([
    [[], { name: undefined }],
    [['queue'], { name: 'queue' }],
    [['queue', '--json', 'a.json'], { name: 'queue', jsonFile: 'a.json' }],
    [['--json', 'a.json', 'queue'], { name: 'queue', jsonFile: 'a.json' }],
  ])('%j', (args, expected) => {
    expect(parseBenchArguments(args)).toEqual(expected);
  });
});

describe('formatNumber', () => {
  it.each([
    [undefined, ''],
    ['<= 5', '<= 5'],
    [12_345, '12,345'],
    [1_234.56, '1,235'],
    [0.123456, '0.123'],
  ])('%s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });
});

describe('formatTable', () => {
  it('shows only columns that hold something', () => {
    const table = formatTable([
      { measure: 'enqueue', value: 1200, unit: 'jobs/s', runs: 5 },
      { measure: 'ack', value: 3.14159, unit: 'ms', runs: 5 },
    ]);
    expect(table.split('\n')).toEqual([
      'measure  value  unit    runs',
      '-------  -----  ------  ----',
      'enqueue  1,200  jobs/s     5',
      'ack       3.14  ms         5',
      '',
    ]);
  });
});
