/** Good circuits found quickly: the best over a coarse choice of fixes, then moved in ever smaller steps. */
import type { Circuit, CircuitRule, CircuitShape, Terrain } from './circuit';

const COARSE = 96;
/** Pairs that are asked for their closing at most, so that a flight that never closes costs little. */
const MAX_CLOSINGS = 400;

/** Perimeters over a coarse choice of fixes; shared by all rules with the same limits of sides. */
export class CoarseChoice {
  readonly fixes: Int32Array;
  private readonly legs: Float64Array;
  private readonly ranked = new Map<string, Candidate[]>();

  constructor(terrain: Terrain) {
    const { ground } = terrain;
    const count = Math.min(COARSE, ground.n);
    this.fixes = Int32Array.from({ length: count }, (_, k) =>
      Math.round((k * (ground.n - 1)) / Math.max(1, count - 1)),
    );
    this.legs = new Float64Array(count * count);
    for (let p = 0; p < count; p++) {
      for (let q = p + 1; q < count; q++) {
        const km = ground.legKm(this.fixes[p] as number, this.fixes[q] as number);
        this.legs[p * count + q] = km;
        this.legs[q * count + p] = km;
      }
    }
  }

  /** For each first and last turnpoint the longest circuit, longest first. */
  candidates(rule: CircuitRule, pair: boolean): readonly Candidate[] {
    const key = pair ? 'pair' : `${rule.minSide} ${rule.maxSide}`;
    const known = this.ranked.get(key);
    if (known) return known;
    const count = this.fixes.length;
    const found: Candidate[] = [];
    for (let p = 0; p < count; p++) {
      for (let q = p + 1; q < count; q++) {
        const direct = this.legs[p * count + q] as number;
        if (pair) {
          found.push(this.candidate([p, q], 2 * direct));
          continue;
        }
        let [best, middle] = [0, -1];
        for (let m = p + 1; m < q; m++) {
          const [ab, bc] = [this.legs[p * count + m] as number, this.legs[m * count + q] as number];
          const sum = direct + ab + bc;
          if (sum <= best || Math.min(direct, ab, bc) < rule.minSide * sum) continue;
          if (Math.max(direct, ab, bc) <= rule.maxSide * sum) [best, middle] = [sum, m];
        }
        if (middle >= 0) found.push(this.candidate([p, middle, q], best));
      }
    }
    found.sort((a, b) => b.km - a.km);
    this.ranked.set(key, found);
    return found;
  }

  private candidate(places: readonly number[], km: number): Candidate {
    return { km, points: places.map((place) => this.fixes[place] as number) };
  }
}

interface Candidate {
  km: number;
  points: number[];
}

/** @returns null when no coarse circuit can be closed */
export function seedCircuit(choice: CoarseChoice, rule: CircuitRule, shape: CircuitShape): Circuit | null {
  let best: Circuit | null = null;
  let asked = 0;
  for (const { km, points } of choice.candidates(rule, shape.width === 2)) {
    if ((best && km <= best.netKm) || ++asked > MAX_CLOSINGS) break;
    const circuit = shape.at(points);
    if (circuit && (!best || circuit.netKm > best.netKm)) best = circuit;
  }
  return best && climbed(shape, best, choice.fixes);
}

/** Moves one turnpoint at a time, by ever smaller steps, while it helps. */
function climbed(shape: CircuitShape, from: Circuit, fixes: Int32Array): Circuit {
  const last = fixes[fixes.length - 1] as number;
  let best = from;
  for (let step = Math.max(1, Math.ceil(last / COARSE)); step >= 1; step = step > 1 ? step >> 1 : 0) {
    for (let again = 0; again < 6; again++) {
      const before = best;
      for (let place = 0; place < from.points.length; place++) {
        for (const by of [-step, step]) {
          const points = [...best.points];
          points[place] = (points[place] as number) + by;
          if (!rising(points, last)) continue;
          const circuit = shape.at(points);
          if (circuit && circuit.netKm > best.netKm) best = circuit;
        }
      }
      if (best === before) break;
    }
  }
  return best;
}

function rising(points: readonly number[], last: number): boolean {
  return points.every((point, k) => point > (k === 0 ? -1 : (points[k - 1] as number)) && point <= last);
}
