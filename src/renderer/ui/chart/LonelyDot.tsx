/** A value without neighbours, which a line alone would not show. */
import type { ChartPoint } from './chart-types';

interface LonelyDotProps {
  cx?: number | undefined;
  cy?: number | undefined;
  stroke?: string | undefined;
}

export function LonelyDot({ cx, cy, stroke }: LonelyDotProps) {
  if (cx === undefined || cy === undefined) return null;
  return <circle cx={cx} cy={cy} r={2} fill={stroke} />;
}

/** Places of points that have a value where their neighbours have none; most series have no such place. */
export function lonelyPlaces(points: readonly ChartPoint[], series: string): ReadonlySet<number> {
  const lonely = new Set<number>();
  let knownBefore = false;
  for (let place = 0; place < points.length; place += 1) {
    const isKnown = has(points[place], series);
    if (isKnown && !knownBefore && !has(points[place + 1], series)) lonely.add(place);
    knownBefore = isKnown;
  }
  return lonely;
}

function has(point: ChartPoint | undefined, series: string): boolean {
  return (point?.[series] ?? null) !== null;
}
