/**
 * The longest path whose finish is not too far below its start. Of the paths that finish between two altitudes, those
 * that start below the upper one plus the limit hold all that are allowed; the best of them is a bound, and the answer
 * when it is allowed itself. Else the band is parted where neither part allows that path.
 */
import type { Clock } from './clock';
import type { FixBlocks } from './fix-blocks';
import type { Path, PathPlan, PathSearch } from './free-distance';
import { longestPath } from './free-distance';
import type { Ground } from './ground';
import { seedPath } from './path-seed';

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
    const starts = Uint8Array.from(altitude, (value) => (value <= low + limit.maxBelowM ? 1 : 0));
    const finishes = Uint8Array.from(altitude, (value) => (value >= low ? 1 : 0));
    const path = seedPath(ground, { weights, starts, finishes });
    if (path && (!best || path.km > best.km)) best = path;
  }
  return best;
}

/** Every hundredth is enough for bands, and does not overflow the arguments of a call. */
function sampled(values: Float64Array): Float64Array {
  return values.filter((_, i) => i % 100 === 0);
}

export function longestLimitedPath(
  ground: Ground,
  blocks: FixBlocks,
  input: { weights: readonly number[]; limit: AltitudeLimit; needKm: number; clock: Clock },
): PathSearch {
  const { weights, limit, clock } = input;
  const altitude = limit.altitudeM.map(Math.round);
  const allowed = ({ points }: Path) =>
    (altitude[points[points.length - 1] as number] as number) >=
    (altitude[points[0] as number] as number) - limit.maxBelowM;
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of altitude) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  const within = (low: number, high: number): PathSearch => {
    const plan: PathPlan = {
      weights,
      starts: Uint8Array.from(altitude, (value) => (value <= high + limit.maxBelowM ? 1 : 0)),
      finishes: Uint8Array.from(altitude, (value) => (value >= low && value <= high ? 1 : 0)),
    };
    return longestPath(ground, blocks, { plan, needKm: input.needKm, clock });
  };
  const bands: Band[] = [];
  const first = within(lowest, highest);
  if (!first.path) return first;
  bands.push({ low: lowest, high: highest, path: first.path });
  for (;;) {
    bands.sort((a, b) => b.path.km - a.path.km);
    const band = bands.shift();
    if (!band) return { path: null, upperKm: input.needKm };
    if (allowed(band.path)) return { path: band.path, upperKm: band.path.km };
    const { points } = band.path;
    const startM = altitude[points[0] as number] as number;
    const finishM = altitude[points[points.length - 1] as number] as number;
    // Between the two altitudes that contradict each other: neither half allows this path or one much like it.
    const middle = Math.floor((finishM + startM - limit.maxBelowM) / 2);
    for (const [low, high] of [
      [band.low, middle],
      [middle + 1, band.high],
    ] as const) {
      const { path } = within(low, high);
      if (path) bands.push({ low, high, path });
      else if (clock.expired()) return { path: null, upperKm: band.path.km };
    }
  }
}
