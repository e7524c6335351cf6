/** The span of time that a drag across a chart marks. */

/** Ms since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** A shorter drag is a click. */
const leastPx = 6;

export function isDrag(startPx: number, endPx: number): boolean {
  return Math.abs(endPx - startPx) >= leastPx;
}

/** The moment under a place of the screen; beyond an edge of the plot it is the edge. */
export function momentAt(clientX: number, box: { left: number; width: number }, span: Span): number {
  const share = (clientX - box.left) / Math.max(1, box.width);
  return Math.round(span.from + Math.min(1, Math.max(0, share)) * (span.to - span.from));
}

/** Share of the plot's width, 0 to 1, at which a moment is drawn. */
export function placeOf(moment: number, { from, to }: Span): number {
  return Math.min(1, Math.max(0, (moment - from) / (to - from)));
}
