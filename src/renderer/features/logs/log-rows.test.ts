import { describe, expect, it } from 'vitest';
import type { LogLine } from '#contract/logs';
import { indexAt, mostRows, noRows, withNewer, withOlder } from './log-rows';

const line = (n: number): LogLine => ({
  id: `l${n}`,
  at: n * 1000,
  level: 'info',
  process: 'gateway',
  pid: 1,
  event: `event-${n}`,
  jobId: null,
  engine: null,
  traceId: null,
  fields: {},
});
const lines = (from: number, count: number) => Array.from({ length: count }, (_, n) => line(from + n));

describe('rows of the log page', () => {
  it('grow at both ends, and show a gap', () => {
    const rows = withNewer(withOlder(withNewer(noRows, lines(5, 2), 0), lines(3, 2)), lines(9, 1), 2);
    expect(rows.rows.map((row) => ('skipped' in row ? row.skipped : row.event))).toEqual([
      'event-3',
      'event-4',
      'event-5',
      'event-6',
      2,
      'event-9',
    ]);
  });

  it('let the oldest go when there are too many', () => {
    const full = withNewer(noRows, lines(0, mostRows), 0);
    expect(full.cut).toBe(false);
    const over = withNewer(full, lines(mostRows, 10), 0);
    expect(over.rows).toHaveLength(mostRows);
    expect(over.rows[0]?.id).toBe('l10');
    expect(over.cut).toBe(true);
  });

  it('are found by time', () => {
    const { rows } = withNewer(noRows, lines(0, 10), 0);
    expect([indexAt(rows, 3500), indexAt(rows, 0), indexAt(rows, 99_000)]).toEqual([4, 0, 9]);
    expect(indexAt([], 5)).toBe(0);
  });
});
