/**
 * The longest path over a given number of legs, its points in order of time: dynamic programming over the legs, exact
 * also where each leg is rounded.
 *
 * best(t, j) = max over i <= j of best(t-1, i) + weight * distance(i, j)
 *
 * Only what can still reach `needKm` is computed: for each run of 32 fixes a bound of the legs to come is known. Between
 * two runs far apart, distance(i, j) <= u·(pj - pi) + w²/2l, with u the direction between their centres; so the best sum
 * of a run of sources (best - u·p) and of a run of targets (u·p - best so far) decides about 1024 pairs at once. On a
 * straight flight, where all sums are nearly equal, that is what keeps the work small.
 */
import type { Clock } from './clock';
import type { FixBlocks } from './fix-blocks';
import { BLOCK, betweenCentresKm } from './fix-blocks';
import type { Ground } from './ground';

export interface PathPlan {
  /** Of each leg, from the first. */
  weights: readonly number[];
  /** 1 where a path may start or finish; absent: everywhere. */
  starts?: Uint8Array;
  finishes?: Uint8Array;
}

export interface Path {
  /** Sum of the weighted, rounded legs. */
  km: number;
  points: number[];
}

export interface PathSearch {
  /** Null when no path reaches what was needed. */
  path: Path | null;
  /** No path is longer; without a path, and in time, that is less than what was needed. */
  upperKm: number;
}

const TINY = 1e-9;

/** The best path of at least `needKm`. */
export function longestPath(
  ground: Ground,
  blocks: FixBlocks,
  { plan, needKm, clock }: { plan: PathPlan; needKm: number; clock: Clock },
): PathSearch {
  const search = new LegSearch(ground, blocks, plan);
  const toCome = boundsToCome(ground, blocks, { plan, clock });
  if (!toCome) return { path: null, upperKm: farthestKm(ground, blocks, plan) };
  const { weights } = plan;
  let values: Float64Array = new Float64Array(ground.n);
  if (plan.starts) for (let i = 0; i < ground.n; i++) if (plan.starts[i] === 0) values[i] = -Infinity;
  const origins: Int32Array[] = [];
  for (let leg = 0; leg < weights.length; leg++) {
    const rest = toCome[leg + 1] as Float64Array;
    const last = leg === weights.length - 1;
    const step = search.run(values, { weight: weights[leg] as number, needKm, rest, last, clock });
    if (!step)
      return { path: null, upperKm: (toCome[0] as Float64Array).reduce((most, km) => Math.max(most, km), 0) };
    values = step.values;
    origins.push(step.origins);
  }
  let end = -1;
  for (let j = 0; j < ground.n; j++) {
    if ((values[j] as number) > (end < 0 ? -Infinity : (values[end] as number))) end = j;
  }
  if (end < 0) return { path: null, upperKm: needKm - TINY };
  const km = values[end] as number;
  const points = [end];
  for (let leg = weights.length - 1; leg >= 0; leg--)
    points.unshift(origins[leg]?.[points[0] as number] as number);
  return { path: { km, points }, upperKm: km };
}

/** For each leg and run of fixes: no path from there to the finish is longer. Null when the time is over. */
function boundsToCome(
  ground: Ground,
  blocks: FixBlocks,
  { plan, clock }: { plan: PathPlan; clock: Clock },
): Float64Array[] | null {
  const { weights } = plan;
  const bounds = Array.from({ length: weights.length + 1 }, () => new Float64Array(blocks.count));
  for (let leg = weights.length - 1; leg >= 0; leg--) {
    const weight = weights[leg] as number;
    const next = bounds[leg + 1] as Float64Array;
    const here = bounds[leg] as Float64Array;
    for (let a = 0; a < blocks.count; a++) {
      if (a % 32 === 31 && clock.expired()) return null;
      let best = 0;
      for (let b = a; b < blocks.count; b++) {
        const radii = (blocks.radius[a] as number) + (blocks.radius[b] as number);
        const bound = weight * ground.upperKm(betweenCentresKm(blocks, a, b) + radii) + (next[b] as number);
        if (bound > best) best = bound;
      }
      here[a] = best;
    }
  }
  return bounds;
}

/** Every leg across the whole flight: a bound that costs nothing. */
function farthestKm(ground: Ground, blocks: FixBlocks, { weights }: PathPlan): number {
  let reach = 0;
  for (let b = 0; b < blocks.count; b++) {
    reach = Math.max(
      reach,
      betweenCentresKm(blocks, 0, b) + (blocks.radius[0] as number) + (blocks.radius[b] as number),
    );
  }
  return weights.reduce((sum, weight) => sum + weight * ground.upperKm(2 * reach), 0);
}

interface LegInput {
  weight: number;
  needKm: number;
  /** Bound of the legs after this one, for each run. */
  rest: Float64Array;
  last: boolean;
  clock: Clock;
}

class LegSearch {
  private readonly current = new Float64Array(BLOCK);
  private readonly origin = new Int32Array(BLOCK);

  constructor(
    private readonly ground: Ground,
    private readonly blocks: FixBlocks,
    private readonly plan: PathPlan,
  ) {}

  /** One leg for all fixes; null when the time is over. Values are -Infinity where nothing useful ends. */
  run(sources: Float64Array, input: LegInput): { values: Float64Array; origins: Int32Array } | null {
    const { n } = this.ground;
    const values = new Float64Array(n).fill(-Infinity);
    const origins = new Int32Array(n);
    const tops = this.tops(sources);
    let floorKm = input.needKm - TINY;
    let warm: number[] = [];
    for (let b = 0; b < this.blocks.count; b++) {
      if (input.clock.expired()) return null;
      const [from, to] = [b * BLOCK, Math.min(n, (b + 1) * BLOCK)];
      for (let j = from; j < to; j++) {
        const barred = input.last && this.plan.finishes?.[j] === 0;
        this.current[j - from] = barred ? Infinity : floorKm - (input.rest[b] as number);
        this.origin[j - from] = -1;
      }
      for (const i of warm) this.fromOne(i, b, { sources, weight: input.weight });
      for (let a = b; a >= 0; a--) {
        if (tops[a] !== -Infinity)
          this.fromRun(a, b, { sources, top: tops[a] as number, weight: input.weight });
      }
      const found = new Set<number>();
      for (let j = from; j < to; j++) {
        const origin = this.origin[j - from] as number;
        if (origin < 0) continue;
        values[j] = this.current[j - from] as number;
        origins[j] = origin;
        found.add(origin);
        if (input.last && (values[j] as number) > floorKm) floorKm = values[j] as number;
      }
      if (found.size > 0) warm = [...found].slice(0, 4);
    }
    return { values, origins };
  }

  private tops(sources: Float64Array): Float64Array {
    const tops = new Float64Array(this.blocks.count).fill(-Infinity);
    for (let i = 0; i < sources.length; i++) {
      const b = i >> 5;
      if ((sources[i] as number) > (tops[b] as number)) tops[b] = sources[i] as number;
    }
    return tops;
  }

  private fromOne(
    i: number,
    b: number,
    { sources, weight }: { sources: Float64Array; weight: number },
  ): void {
    const { ground, current, origin } = this;
    const from = b * BLOCK;
    const to = Math.min(ground.n, from + BLOCK);
    const base = sources[i] as number;
    for (let j = Math.max(from, i); j < to; j++) {
      const value = base + weight * ground.legKm(i, j);
      if (value > (current[j - from] as number)) {
        current[j - from] = value;
        origin[j - from] = i;
      }
    }
  }

  private fromRun(
    a: number,
    b: number,
    { sources, top, weight }: { sources: Float64Array; top: number; weight: number },
  ): void {
    const { ground, blocks, current } = this;
    const { x, y, z } = ground;
    const [fromA, toA] = [a * BLOCK, Math.min(ground.n, (a + 1) * BLOCK)];
    const [fromB, toB] = [b * BLOCK, Math.min(ground.n, (b + 1) * BLOCK)];
    const apart = betweenCentresKm(blocks, a, b);
    const radii = (blocks.radius[a] as number) + (blocks.radius[b] as number);
    const longest = apart + radii;
    let lowest = Infinity;
    for (let k = 0; k < toB - fromB; k++) if ((current[k] as number) < lowest) lowest = current[k] as number;
    if (top + weight * ground.upperKm(longest) <= lowest) return;
    const shortest = apart - radii;
    if (shortest <= radii) {
      for (let i = fromA; i < toA; i++) {
        if ((sources[i] as number) + weight * ground.upperKm(longest) > lowest)
          this.fromOne(i, b, { sources, weight });
      }
      return;
    }
    const ux = (weight * ((blocks.x[b] as number) - (blocks.x[a] as number))) / apart;
    const uy = (weight * ((blocks.y[b] as number) - (blocks.y[a] as number))) / apart;
    const uz = (weight * ((blocks.z[b] as number) - (blocks.z[a] as number))) / apart;
    const extra = weight * ((radii * radii) / (2 * shortest) + ground.upperKm(longest) - longest);
    let reach = -Infinity;
    for (let j = fromB; j < toB; j++) {
      const want =
        ux * (x[j] as number) +
        uy * (y[j] as number) +
        uz * (z[j] as number) -
        (current[j - fromB] as number);
      if (want > reach) reach = want;
    }
    for (let i = fromA; i < toA; i++) {
      const lift =
        (sources[i] as number) - ux * (x[i] as number) - uy * (y[i] as number) - uz * (z[i] as number);
      if (lift + reach + extra > 0) this.fromOne(i, b, { sources, weight });
    }
  }
}
