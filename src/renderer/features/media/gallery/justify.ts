/** Rows of pictures of one height each, as wide as the page: a pure function. */

export interface JustifiedRow {
  heightPx: number;
  /** Of the first picture of the row. */
  from: number;
  widthsPx: number[];
}

/** The bounds that the server's sums of ratios are made with, too. */
export const narrowest = 0.5;
export const widest = 4;

export function shownRatio({ width, height }: { width: number; height: number }): number {
  return Math.min(widest, Math.max(narrowest, width / Math.max(1, height)));
}

export interface Frame {
  widthPx: number;
  /** What rows are near to. */
  rowPx: number;
  gapPx: number;
}

/** Fills row after row; a row is closed where that brings its height nearest to `rowPx`. The last one is not stretched. */
export function justify(ratios: readonly number[], { widthPx, rowPx, gapPx }: Frame): JustifiedRow[] {
  const rows: JustifiedRow[] = [];
  let [from, sum] = [0, 0];
  const close = (end: number, heightPx: number) => {
    const count = end - from;
    if (count === 0) return;
    rows.push({ heightPx, from, widthsPx: ratios.slice(from, end).map((ratio) => ratio * heightPx) });
    [from, sum] = [end, 0];
  };
  const heightOf = (total: number, count: number) => (widthPx - gapPx * (count - 1)) / total;
  for (const [k, ratio] of ratios.entries()) {
    const before = sum > 0 ? heightOf(sum, k - from) : Infinity;
    const after = heightOf(sum + ratio, k - from + 1);
    if (after < rowPx && before - rowPx < rowPx - after) close(k, before);
    sum += ratio;
    const now = heightOf(sum, k - from + 1);
    if (now <= rowPx) close(k + 1, now);
  }
  if (from < ratios.length) close(ratios.length, Math.min(rowPx, heightOf(sum, ratios.length - from)));
  return rows;
}

export function heightOf(rows: readonly JustifiedRow[], gapPx: number): number {
  return rows.reduce((sum, { heightPx }) => sum + heightPx, 0) + gapPx * Math.max(0, rows.length - 1);
}

/** How high pictures with this sum of ratios will be, about. */
export function estimatedHeight(ratioSum: number, { widthPx, rowPx, gapPx }: Frame): number {
  return Math.max(1, Math.ceil((ratioSum * rowPx) / Math.max(1, widthPx))) * (rowPx + gapPx);
}
