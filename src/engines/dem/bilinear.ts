/** Height between four samples; samples without height are left out. */
import { VOID_M } from './raster';
import type { Samples } from './raster';

/**
 * Bilinear interpolation whose void corners are dropped and whose other weights are scaled up to 1.
 * @param nw index of the north-western of four samples; the others are right and below in the same array
 * @returns NaN when only voids have weight
 */
export function bilinear(
  values: Samples,
  stride: number,
  nw: number,
  [fx, fy]: readonly [number, number],
): number {
  const a = values[nw] as number;
  const b = values[nw + 1] as number;
  const c = values[nw + stride] as number;
  const d = values[nw + stride + 1] as number;
  if (a !== VOID_M && b !== VOID_M && c !== VOID_M && d !== VOID_M) {
    const north = a + (b - a) * fx;
    return north + (c + (d - c) * fx - north) * fy;
  }
  return weighted([a, b, c, d], fx, fy);
}

/** The same over four loose corners: north-west, north-east, south-west, south-east. */
export function weighted(corners: readonly number[], fx: number, fy: number): number {
  const weights = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
  let [sum, total] = [0, 0];
  for (let k = 0; k < 4; k++) {
    const [value, weight] = [corners[k] as number, weights[k] as number];
    if (value === VOID_M || weight === 0) continue;
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : Number.NaN;
}
