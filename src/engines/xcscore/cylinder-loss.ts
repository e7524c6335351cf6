/** What a turnpoint somewhere in a run loses to its cylinder at least, its neighbours being somewhere in theirs. */
import type { Ground } from './ground';
import type { RangeTree } from './range-tree';

/** asin(x) is at most so much larger than x up to x = 0.5. */
const ARC = 1.05;
const HALF = 0.5;

interface Turn {
  before: number;
  after: number;
  cylinderKm: number;
}

/**
 * For either leg a radius times 1 - cos(angle between the leg and the direction in which the centre is moved). Angles are
 * those between the centres of the runs, less what they can turn within them; 0 where the runs are too near for that.
 */
export function leastLossKm(
  { ground, tree }: { ground: Ground; tree: RangeTree },
  at: number,
  { before, after, cylinderKm }: Turn,
): number {
  const { x, y, z, radius } = tree;
  const [ax, ay, az] = [x[at] as number, y[at] as number, z[at] as number];
  const [bx, by, bz] = [x[before] as number, y[before] as number, z[before] as number];
  const [cx, cy, cz] = [x[after] as number, y[after] as number, z[after] as number];
  const [mx, my, mz] = [ax - (bx + cx) / 2, ay - (by + cy) / 2, az - (bz + cz) / 2];
  const length = Math.sqrt(mx * mx + my * my + mz * mz);
  const ends = (radius[before] as number) + (radius[after] as number);
  const chord = Math.sqrt((bx - cx) ** 2 + (by - cy) ** 2 + (bz - cz) ** 2);
  const moved = (radius[at] as number) + ends / 2 + ground.middleErrorKm(chord + ends);
  if (moved > HALF * length) return 0;
  const loss = (ox: number, oy: number, oz: number, reach: number) => {
    const [lx, ly, lz] = [ax - ox, ay - oy, az - oz];
    const leg = Math.sqrt(lx * lx + ly * ly + lz * lz);
    if (reach > HALF * leg) return 0;
    const cosine = (mx * lx + my * ly + mz * lz) / (length * leg);
    const angle = Math.acos(Math.max(-1, Math.min(1, cosine))) - ARC * (moved / length + reach / leg);
    return angle > 0 ? cylinderKm * (1 - Math.cos(angle)) : 0;
  };
  return (
    loss(bx, by, bz, (radius[at] as number) + (radius[before] as number)) +
    loss(cx, cy, cz, (radius[at] as number) + (radius[after] as number))
  );
}
