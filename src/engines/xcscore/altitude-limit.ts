/**
 * The longest path whose finish is not too far below its start. Of the paths that finish between two altitudes, those
 * that start below the upper one plus the limit hold all that are allowed; the best of them is a bound, and the answer
 * when it is allowed itself. Else the band is parted where neither part allows that path.
 */
import type { Goal } from './best-first';
import type { Clock } from './clock';
import type { FixBlocks } from './fix-blocks';
import type { Path, PathPlan } from './free-distance';
import { longestPath } from './free-distance';
import type { Ground } from './ground';
import { improved, seedPath } from './path-seed';

export interface AltitudeLimit {
  /** Metres; rounded to whole ones before they are compared. */
  altitudeM: Float64Array;
  maxBelowM: number;
}

interface Band {
  low: number;
  high: number;
  path: Path;
}

const SEED_BANDS = 8;

/** A good allowed path, found quickly. */
export function seedLimitedPath(
  ground: Ground,
  weights: readonly number[],
  limit: AltitudeLimit,
): Path | null {
  const altitude = limit.altitudeM.map(Math.round);
  const [lowest, highest] = [Math.min(...sampled(altitude)), Math.max(...sampled(altitude))];
  let best: Path | null = null;
  for (let k = 0; k <= SEED_BANDS; k++) {
    const low = Math.floor(lowest + ((highest - lowest) * k) / SEED_BANDS);
    const plan = limitedPlan(weights, altitude, { level: low, maxBelowM: limit.maxBelowM });
    if (!plan.starts?.includes(1) || !plan.finishes?.includes(1)) continue;
    const path = seedPath(ground, plan);
    if (path && (!best || path.km > best.km)) best = path;
  }
  return best;
}

function limitedPlan(
  weights: readonly number[],
  altitude: Float64Array,
  { level, maxBelowM }: { level: number; maxBelowM: number },
): PathPlan {
  return {
    weights,
    starts: Uint8Array.from(altitude, (value) => (value <= level + maxBelowM ? 1 : 0)),
    finishes: Uint8Array.from(altitude, (value) => (value >= level ? 1 : 0)),
  };
}

/** Every hundredth is enough for bands, and does not overflow the arguments of a call. */
function sampled(values: Float64Array): Float64Array {
  return values.filter((_, i) => i % 100 === 0);
}

/** Offers the best allowed path. @returns a bound that no allowed path exceeds unless it was offered */
export function longestLimitedPath(
  ground: Ground,
  blocks: FixBlocks,
  input: { weights: readonly number[]; limit: AltitudeLimit; goal: Goal<Path>; clock: Clock },
): number {
  const { weights, limit, goal, clock } = input;
  const { maxBelowM } = limit;
  const altitude = limit.altitudeM.map(Math.round);
  const bands: Band[] = [];
  let boundKm = Infinity;
  /** False when the time is over. */
  const open = (low: number, high: number): boolean => {
    const plan: PathPlan = {
      weights,
      starts: Uint8Array.from(altitude, (value) => (value <= high + maxBelowM ? 1 : 0)),
      finishes: Uint8Array.from(altitude, (value) => (value >= low && value <= high ? 1 : 0)),
    };
    const { path, upperKm } = longestPath(ground, blocks, { plan, needKm: goal.needKm(), clock });
    if (!path) {
      boundKm = upperKm;
      return !clock.expired();
    }
    const [startM, finishM] = endsM(altitude, path);
    if (finishM >= startM - maxBelowM) {
      goal.offer(path);
      return true;
    }
    bands.push({ low, high, path });
    for (const level of [finishM, startM - maxBelowM]) {
      const mended = mendedPath(ground, limitedPlan(weights, altitude, { level, maxBelowM }), path);
      if (mended && mended.km >= goal.needKm()) goal.offer(mended);
    }
    return true;
  };
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of altitude) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (!open(lowest, highest)) return boundKm;
  for (;;) {
    bands.sort((a, b) => b.path.km - a.path.km);
    const band = bands.shift();
    if (!band || band.path.km < goal.needKm()) return -Infinity;
    const [startM, finishM] = endsM(altitude, band.path);
    // Between the two altitudes that contradict each other: neither part allows this path or one much like it.
    const middle = Math.floor((finishM + startM - maxBelowM) / 2);
    if (!open(band.low, middle) || !open(middle + 1, band.high)) return band.path.km;
  }
}

function endsM(altitude: Float64Array, { points }: Path): [startM: number, finishM: number] {
  return [altitude[points[0] as number] as number, altitude[points[points.length - 1] as number] as number];
}

/** The path with its ends moved to where the plan allows them, then improved; null when there is nowhere. */
function mendedPath(ground: Ground, plan: PathPlan, path: Path): Path | null {
  const points = [...path.points];
  const last = points.length - 1;
  const start = farthest(ground, points[1] as number, {
    from: 0,
    to: points[1] as number,
    allowed: plan.starts,
  });
  const before = points[last - 1] as number;
  const finish = farthest(ground, before, { from: before, to: ground.n - 1, allowed: plan.finishes });
  if (start < 0 || finish < 0) return null;
  [points[0], points[last]] = [start, finish];
  return improved(ground, plan, { km: 0, points });
}

function farthest(
  ground: Ground,
  of: number,
  { from, to, allowed }: { from: number; to: number; allowed: Uint8Array | undefined },
): number {
  let [best, most] = [-1, -1];
  for (let i = from; i <= to; i++) {
    const km = allowed?.[i] === 0 ? -1 : ground.legKm(i, of);
    if (km > most) [best, most] = [i, km];
  }
  return best;
}
