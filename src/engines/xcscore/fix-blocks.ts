/** Runs of 32 neighbouring fixes, each with the ball around it. */
import type { Ground } from './ground';

export const BLOCK = 32;

export interface FixBlocks {
  count: number;
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
  radius: Float64Array;
}

export function makeBlocks(ground: Ground): FixBlocks {
  const count = Math.ceil(ground.n / BLOCK);
  const make = () => new Float64Array(count);
  const blocks = { count, x: make(), y: make(), z: make(), radius: make() };
  for (let b = 0; b < count; b++) {
    const [from, to] = [b * BLOCK, Math.min(ground.n, (b + 1) * BLOCK)];
    const middle = [ground.x, ground.y, ground.z].map((axis) => {
      let [low, high] = [Infinity, -Infinity];
      for (let i = from; i < to; i++) {
        low = Math.min(low, axis[i] as number);
        high = Math.max(high, axis[i] as number);
      }
      return (low + high) / 2;
    }) as [number, number, number];
    [blocks.x[b], blocks.y[b], blocks.z[b]] = middle;
    for (let i = from; i < to; i++) {
      const away = Math.hypot(
        (ground.x[i] as number) - middle[0],
        (ground.y[i] as number) - middle[1],
        (ground.z[i] as number) - middle[2],
      );
      if (away > (blocks.radius[b] as number)) blocks.radius[b] = away;
    }
  }
  return blocks;
}

export function betweenCentresKm({ x, y, z }: FixBlocks, a: number, b: number): number {
  const dx = (x[a] as number) - (x[b] as number);
  const dy = (y[a] as number) - (y[b] as number);
  const dz = (z[a] as number) - (z[b] as number);
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}
