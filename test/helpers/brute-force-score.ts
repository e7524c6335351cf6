/** Scores a handful of fixes by trying everything, with distances of its own: what the solver must equal. */
import type { EarthModel, RuleSet, ShapeRule } from '#contract/xcscore';

export interface Fixes {
  n: number;
  lat: Float64Array;
  lon: Float64Array;
  altitudeM: Float64Array | null;
}

type Place = readonly [lat: number, lon: number];
const RADIANS = Math.PI / 180;

function haversineKm([lat1, lon1]: Place, [lat2, lon2]: Place): number {
  const half =
    Math.sin(((lat2 - lat1) * RADIANS) / 2) ** 2 +
    Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(((lon2 - lon1) * RADIANS) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(half));
}

/** 47 CFR 73.208, as the regulation prints it. */
function fccKm([lat1, lon1]: Place, [lat2, lon2]: Place): number {
  const ml = ((lat1 + lat2) / 2) * RADIANS;
  const north = 111.13209 - 0.56605 * Math.cos(2 * ml) + 0.0012 * Math.cos(4 * ml);
  const east = 111.41513 * Math.cos(ml) - 0.09455 * Math.cos(3 * ml) + 0.00012 * Math.cos(5 * ml);
  return Math.sqrt((north * (lat1 - lat2)) ** 2 + (east * (lon1 - lon2)) ** 2);
}

function rounded(value: number, step: number): number {
  if (step === 0) return value;
  return Number(value.toFixed(Math.round(-Math.log10(step))));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

class BruteForce {
  private readonly closings: number[][];

  constructor(
    private readonly fixes: Fixes,
    private readonly earth: EarthModel,
    private readonly shape: ShapeRule,
  ) {
    const { n } = fixes;
    this.closings = Array.from({ length: n }, (_, last) =>
      Array.from({ length: n }, (__, first) => {
        let best = Infinity;
        for (let i = 0; i <= last; i++) {
          for (let k = Math.max(first, i); k < n; k++)
            best = Math.min(best, this.km(this.place(i), this.place(k)));
        }
        return best;
      }),
    );
  }

  best(): number {
    const { kind } = this.shape;
    let best = 0;
    const consider = (score: number) => (best = Math.max(best, score));
    if (kind === 'freeDistance') {
      const strict = this.shape.cylinderKm > 0;
      this.tuples(this.shape.legWeights.length + 1, strict, (points) => consider(this.path(points)));
    } else if (kind === 'triangle') this.tuples(3, true, (points) => consider(this.triangle(points)), true);
    else if (kind === 'outAndReturn') this.tuples(2, true, (points) => consider(this.pair(points)), true);
    else this.tuples(3, true, (points) => consider(this.toMiddle(points)), true);
    return best;
  }

  /** Rising tuples; ends of an open one may fall together with their neighbours. */
  private tuples(
    width: number,
    strict: boolean,
    visit: (points: number[]) => void,
    strictEnds = false,
  ): void {
    const points: number[] = [];
    const go = (place: number) => {
      if (place === width) return visit(points);
      const rising = strict && (strictEnds || (place > 1 && place < width - 1));
      const before = points[place - 1];
      for (let i = before === undefined ? 0 : before + (rising ? 1 : 0); i < this.fixes.n; i++) {
        points[place] = i;
        go(place + 1);
      }
      points.length = place;
    };
    go(0);
  }

  private place(i: number): Place {
    return [this.fixes.lat[i] as number, this.fixes.lon[i] as number];
  }

  private raw(a: Place, b: Place): number {
    return this.earth === 'fai-sphere' ? haversineKm(a, b) : fccKm(a, b);
  }

  private km(a: Place, b: Place): number {
    return rounded(this.raw(a, b), this.shape.legStepKm);
  }

  private scored(distanceKm: number, penaltyKm = 0): number {
    const { shape } = this;
    const km = rounded(distanceKm, shape.distanceStepKm);
    return km < shape.minDistanceKm ? 0 : rounded((km - penaltyKm) * shape.multiplier, shape.scoreStep);
  }

  private path(points: readonly number[]): number {
    const { shape, fixes } = this;
    const [start, finish] = [points[0] as number, points[points.length - 1] as number];
    if (shape.maxFinishBelowStartM !== null && fixes.altitudeM) {
      const below =
        Math.round(fixes.altitudeM[start] as number) - Math.round(fixes.altitudeM[finish] as number);
      if (below > shape.maxFinishBelowStartM) return 0;
    }
    const places = points.map((i) => this.place(i));
    const r = shape.cylinderKm;
    if (r > 0) {
      const inner = places.map((place, k) => {
        const [before, after] = [places[k - 1], places[k + 1]];
        return before && after ? this.moved(place, middle(before, after)) : place;
      });
      const moved = inner.map((place, k) => {
        if (k === 0) return this.moved(place, inner[1] as Place);
        return k === inner.length - 1 ? this.moved(place, inner[k - 1] as Place) : place;
      });
      return this.scored(sum(moved.slice(1).map((place, k) => this.km(moved[k] as Place, place) - 2 * r)));
    }
    return this.scored(
      sum(shape.legWeights.map((weight, k) => weight * this.km(places[k] as Place, places[k + 1] as Place))),
    );
  }

  private moved(place: Place, origin: Place): Place {
    const apart = this.raw(place, origin);
    if (apart === 0) return place;
    const t = (apart + this.shape.cylinderKm) / apart;
    return [origin[0] + t * (place[0] - origin[0]), origin[1] + t * (place[1] - origin[1])];
  }

  /** Infinity where the closing is too long. */
  private penalty(closingKm: number, distanceKm: number): number {
    const { limitKm, limitShare, freeKm } = this.shape.closing;
    const limit = rounded(Math.max(limitKm, limitShare * distanceKm), this.shape.legStepKm);
    if (closingKm > limit + 1e-9) return Infinity;
    return closingKm > freeKm ? closingKm : 0;
  }

  private triangle(points: readonly number[]): number {
    const { shape } = this;
    const places = points.map((i) => this.place(i)) as [Place, Place, Place];
    const [a, b, c] = places;
    const sides = [this.km(a, b), this.km(b, c), this.km(c, a)];
    const distance = rounded(sum(sides), shape.distanceStepKm);
    if (
      distance < shape.minDistanceKm ||
      sides.some((side) => side < shape.minSide * distance || side > shape.maxSide * distance)
    )
      return 0;
    const penalty = this.penalty(
      this.closings[points[0] as number]?.[points[2] as number] as number,
      distance,
    );
    if (penalty === Infinity) return 0;
    if (shape.cylinderKm === 0) return this.scored(sum(sides), penalty);
    const moved = [
      this.moved(a, middle(b, c)),
      this.moved(b, middle(c, a)),
      this.moved(c, middle(a, b)),
    ] as const;
    const legs = moved.map((place, k) => this.km(place, moved[(k + 1) % 3] as Place) - 2 * shape.cylinderKm);
    return this.scored(sum(legs), penalty);
  }

  private pair(points: readonly number[]): number {
    const [i, k] = points as [number, number];
    const distance = rounded(2 * this.km(this.place(i), this.place(k)), this.shape.distanceStepKm);
    const penalty = this.penalty(this.closings[i]?.[k] as number, distance);
    return penalty === Infinity ? 0 : this.scored(distance, penalty);
  }

  private toMiddle(points: readonly number[]): number {
    const [a, b, c] = points.map((i) => this.place(i)) as [Place, Place, Place];
    const distance = rounded(2 * this.km(b, middle(a, c)), this.shape.distanceStepKm);
    const penalty = this.penalty(this.km(a, c), distance);
    return penalty === Infinity ? 0 : this.scored(distance, penalty);
  }
}

function middle(a: Place, b: Place): Place {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** The best score of a rule set over a few dozen fixes. */
export function bruteForceScore(fixes: Fixes, rules: RuleSet): number {
  return Math.max(...rules.shapes.map((shape) => new BruteForce(fixes, rules.earth, shape).best()));
}
