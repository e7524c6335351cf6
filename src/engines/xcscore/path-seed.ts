/** A good path found quickly: the best over a coarse choice of fixes, then each point moved to where it is best. */
import type { Path, PathPlan } from './free-distance';
import type { Ground } from './ground';

const COARSE = 160;

export function seedPath(ground: Ground, plan: PathPlan): Path | null {
  const coarse = coarsePath(ground, plan);
  return coarse && improved(ground, plan, coarse);
}

/** Sum of the weighted legs. */
export function pathKm(ground: Ground, weights: readonly number[], points: readonly number[]): number {
  let km = 0;
  weights.forEach(
    (weight, leg) => (km += weight * ground.legKm(points[leg] as number, points[leg + 1] as number)),
  );
  return km;
}

function allowed(plan: PathPlan, place: number, i: number): boolean {
  if (place === 0 && plan.starts?.[i] === 0) return false;
  return !(place === plan.weights.length && plan.finishes?.[i] === 0);
}

function coarsePath(ground: Ground, plan: PathPlan): Path | null {
  const count = Math.min(COARSE, ground.n);
  const fixes = Int32Array.from({ length: count }, (_, k) =>
    Math.round((k * (ground.n - 1)) / Math.max(1, count - 1)),
  );
  const fix = (k: number) => fixes[k] as number;
  let values = Float64Array.from(fixes, (i) => (allowed(plan, 0, i) ? 0 : -Infinity));
  const origins: Int32Array[] = [];
  for (const weight of plan.weights) {
    const next = new Float64Array(count).fill(-Infinity);
    const origin = new Int32Array(count);
    for (let j = 0; j < count; j++) {
      for (let i = 0; i <= j; i++) {
        if (values[i] === -Infinity) continue;
        const value = (values[i] as number) + weight * ground.legKm(fix(i), fix(j));
        if (value > (next[j] as number)) {
          next[j] = value;
          origin[j] = i;
        }
      }
    }
    values = next;
    origins.push(origin);
  }
  let end = -1;
  for (let j = 0; j < count; j++) {
    if (values[j] === -Infinity || !allowed(plan, plan.weights.length, fix(j))) continue;
    if (end < 0 || (values[j] as number) > (values[end] as number)) end = j;
  }
  if (end < 0) return null;
  const places = [end];
  for (let leg = plan.weights.length - 1; leg >= 0; leg--)
    places.unshift(origins[leg]?.[places[0] as number] as number);
  return { km: values[end] as number, points: places.map(fix) };
}

/** Moves one point at a time, over all fixes between its neighbours in the coarse choice and beyond, while it helps. */
export function improved(ground: Ground, plan: PathPlan, { points }: Path): Path {
  const { weights } = plan;
  const best = [...points];
  const reach = Math.ceil((2 * ground.n) / COARSE);
  let km = pathKm(ground, weights, best);
  for (let round = 0; round < 8; round++) {
    const before = km;
    for (let place = 0; place < best.length; place++) {
      const was = best[place] as number;
      const low = Math.max(place === 0 ? 0 : (best[place - 1] as number), was - reach);
      const high = Math.min(
        place === weights.length ? ground.n - 1 : (best[place + 1] as number),
        was + reach,
      );
      let at = was;
      let most = legsAt(ground, weights, best, { place, i: was });
      const lead = most;
      for (let i = low; i <= high; i++) {
        if (!allowed(plan, place, i)) continue;
        const sum = legsAt(ground, weights, best, { place, i });
        if (sum > most) [most, at] = [sum, i];
      }
      best[place] = at;
      km += most - lead;
    }
    if (km - before < 1e-9) break;
  }
  return { km: pathKm(ground, weights, best), points: best };
}

function legsAt(
  ground: Ground,
  weights: readonly number[],
  points: readonly number[],
  { place, i }: { place: number; i: number },
): number {
  let km = 0;
  if (place > 0) km += (weights[place - 1] as number) * ground.legKm(points[place - 1] as number, i);
  if (place < weights.length) km += (weights[place] as number) * ground.legKm(i, points[place + 1] as number);
  return km;
}
