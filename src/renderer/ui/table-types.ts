/** What a column of a table is. */
import type { ReactNode } from 'react';

export interface Column<Row, Key extends string = string> {
  key: string;
  header: string;
  /** CSS grid track whose first number is its least width in px, e.g. `120px` or `minmax(200px, 1fr)`. */
  width: string;
  align?: 'left' | 'right';
  cell(row: Row): ReactNode;
  /** Given when the rows can be sorted by it. */
  sortKey?: Key;
}

export interface SortState<Key extends string> {
  key: Key;
  descending: boolean;
}

const columnGapPx = 14;
const sidePaddingPx = 40;

/** Below this width the table scrolls sideways. Header and rows must share one width, or their columns part. */
export function leastTableWidth(tracks: readonly string[]): number {
  const widths = tracks.map((track) => Number(/\d+/.exec(track)?.[0] ?? 80));
  return widths.reduce((sum, width) => sum + width, sidePaddingPx + columnGapPx * (tracks.length - 1));
}
