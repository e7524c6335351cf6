/** The circle through a cloud of points. */

export interface Circle {
  x: number;
  y: number;
  radius: number;
  /** Root mean square distance of the points from the circle. */
  rms: number;
}

/**
 * Algebraic least squares (Kåsa 1976): exact for points on a circle, and without bias when they lie all around it.
 * @returns null when the points lie on a line
 */
export function fitCircle(x: readonly number[], y: readonly number[]): Circle | null {
  const n = x.length;
  if (n < 3) return null;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, xy, yy, xr, yr, rr] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const u = (x[i] as number) - meanX;
    const v = (y[i] as number) - meanY;
    const square = u * u + v * v;
    xx += u * u;
    xy += u * v;
    yy += v * v;
    xr += u * square;
    yr += v * square;
    rr += square;
  }
  const determinant = xx * yy - xy * xy;
  if (determinant <= 1e-9 * rr * rr) return null;
  const u = (xr * yy - yr * xy) / (2 * determinant);
  const v = (yr * xx - xr * xy) / (2 * determinant);
  const circle = { x: meanX + u, y: meanY + v, radius: Math.sqrt(u * u + v * v + rr / n) };
  let residual = 0;
  for (let i = 0; i < n; i++) {
    const dx = (x[i] as number) - circle.x;
    const dy = (y[i] as number) - circle.y;
    residual += (Math.sqrt(dx * dx + dy * dy) - circle.radius) ** 2; // Math.hypot is many times slower
  }
  return { ...circle, rms: Math.sqrt(residual / n) };
}

/** The largest angle, seen from the middle of a circle, in which no point lies; degrees. */
export function widestGapDeg(
  x: readonly number[],
  y: readonly number[],
  middle: { x: number; y: number },
): number {
  const angles = x
    .map((value, i) => (Math.atan2((y[i] as number) - middle.y, value - middle.x) * 180) / Math.PI)
    .sort((a, b) => a - b);
  let widest = (angles[0] ?? 0) + 360 - (angles.at(-1) ?? 0);
  for (let i = 1; i < angles.length; i++)
    widest = Math.max(widest, (angles[i] as number) - (angles[i - 1] as number));
  return widest;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
