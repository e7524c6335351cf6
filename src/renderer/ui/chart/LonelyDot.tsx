/** A value without neighbours, which a line alone would not show. */
import type { ChartPoint } from './chart-types';

interface LonelyDotProps {
  index: number;
  cx?: number | undefined;
  cy?: number | undefined;
  stroke?: string | undefined;
  points: readonly ChartPoint[];
  series: string;
}

export function LonelyDot({ index, cx, cy, stroke, points, series }: LonelyDotProps) {
  const known = (place: number): boolean => (points[place]?.[series] ?? null) !== null;
  if (cx === undefined || cy === undefined || !known(index) || known(index - 1) || known(index + 1))
    return null;
  return <circle cx={cx} cy={cy} r={2} fill={stroke} />;
}
