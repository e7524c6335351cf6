/** The lines that are on the page: grown at both ends, and never more than it can hold. */
import type { LogLine } from '#contract/logs';

export interface SkippedRow {
  id: string;
  skipped: number;
}
export type LogRow = LogLine | SkippedRow;

export const isSkipped = (row: LogRow): row is SkippedRow => 'skipped' in row;

/** What the page holds at most. */
export const mostRows = 100_000;

export interface Rows {
  rows: readonly LogRow[];
  /** The oldest were let go, so that older ones no longer join on. */
  cut: boolean;
}

export const noRows: Rows = { rows: [], cut: false };

export function withNewer({ rows, cut }: Rows, lines: readonly LogLine[], skipped: number): Rows {
  if (lines.length === 0 && skipped === 0) return { rows, cut };
  const gap = skipped > 0 ? [{ id: `skipped-${lines[0]?.id ?? rows.length}`, skipped }] : [];
  const all = [...rows, ...gap, ...lines];
  const over = all.length - mostRows;
  return over > 0 ? { rows: all.slice(over), cut: true } : { rows: all, cut };
}

export function withOlder({ rows, cut }: Rows, lines: readonly LogLine[]): Rows {
  return { rows: [...lines, ...rows], cut };
}

/** Place of the first line that was written at that moment or later; the last one when there is none. */
export function indexAt(rows: readonly LogRow[], at: number): number {
  const found = rows.findIndex((row) => !isSkipped(row) && row.at >= at);
  return found === -1 ? Math.max(0, rows.length - 1) : found;
}
