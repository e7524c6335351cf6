/** Height between four samples; samples without height are left out. */
import { VOID_M } from './raster';
import type { Block } from './raster';

/** What `heightIn` answers when not all four samples are in the block. */
export const BEYOND = Infinity;

/**
 * Bilinear interpolation whose void corners are dropped and whose other weights are scaled up to 1.
 * @param x column inside the block
 * @param y row inside the block
 * @returns NaN when only voids have weight; `BEYOND`
 */
export function heightIn({ values, width, height }: Block, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (!(column >= 0 && row >= 0 && column < width - 1 && row < height - 1)) return BEYOND;
  const at = row * width + column;
  const a = values[at] as number;
  const b = values[at + 1] as number;
  const c = values[at + width] as number;
  const d = values[at + width + 1] as number;
  const [fx, fy] = [x - column, y - row];
  if (a !== VOID_M && b !== VOID_M && c !== VOID_M && d !== VOID_M) {
    const north = a + (b - a) * fx;
    return north + (c + (d - c) * fx - north) * fy;
  }
  return weighted([a, b, c, d], fx, fy);
}

/** The same between four loose corners: north-west, north-east, south-west, south-east. */
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
