/**
 * Rule sets share most of their shapes: those that differ in the multiplier only are one problem, solved once. The
 * scoreboard knows what a solution must be worth to raise any of the scores that hang on it, so that a problem that
 * cannot win is given up early.
 */
import type { EarthModel, RuleSet, ShapeRule } from '#contract/xcscore';
import type { Circuit } from './circuit';
import type { Path } from './free-distance';
import { roundTo } from './rounding';

/** A path or a circuit on one of the flights. */
export interface Solution {
  flight: number;
  path?: Path;
  circuit?: Circuit;
  /** What counts before the multiplier: of a path not rounded yet. */
  netKm: number;
}

export interface Use {
  set: number;
  shape: ShapeRule;
}

export interface Problem {
  earth: EarthModel;
  /** Any of the shapes; those of one problem differ in name and multiplier, and paths in what is rounded after. */
  shape: ShapeRule;
  uses: Use[];
  best: Solution | null;
  /** Nothing better than this exists; falls as flights are searched. */
  upperKm: number;
  /** Searched to the end: nothing exists that would raise a score. */
  done: boolean;
}

export function isPath(shape: ShapeRule): boolean {
  return shape.kind === 'freeDistance';
}

function keyOf(shape: ShapeRule, earth: EarthModel): string {
  const { kind, legStepKm, cylinderKm } = shape;
  if (isPath(shape)) {
    return JSON.stringify([earth, kind, legStepKm, cylinderKm, shape.legWeights, shape.maxFinishBelowStartM]);
  }
  const { minSide, maxSide, closing, minDistanceKm, distanceStepKm } = shape;
  return JSON.stringify([
    earth,
    kind,
    legStepKm,
    cylinderKm,
    minSide,
    maxSide,
    closing,
    minDistanceKm,
    distanceStepKm,
  ]);
}

export class Scoreboard {
  readonly problems: Problem[];
  readonly scores: Float64Array;

  constructor(
    readonly sets: readonly RuleSet[],
    earth: EarthModel | 'auto',
  ) {
    this.scores = new Float64Array(sets.length);
    const byKey = new Map<string, Problem>();
    sets.forEach((rules, set) => {
      const model = earth === 'auto' ? rules.earth : earth;
      for (const shape of rules.shapes) {
        const key = keyOf(shape, model);
        const known = byKey.get(key);
        if (known) known.uses.push({ set, shape });
        else
          byKey.set(key, { earth: model, shape, uses: [{ set, shape }], best: null, upperKm: 0, done: true });
      }
    });
    this.problems = [...byKey.values()];
  }

  /** Distance and score of a solution by one shape; 0 where it is too short. */
  static scoreOf(shape: ShapeRule, netKm: number): number {
    const km = isPath(shape) ? roundTo(netKm, shape.distanceStepKm) : netKm;
    if (isPath(shape) && km < shape.minDistanceKm) return 0;
    return roundTo(km * shape.multiplier, shape.scoreStep);
  }

  /** The least that a solution must be worth to raise the score of some rule set. */
  needKm({ uses }: Problem): number {
    let need = Infinity;
    for (const { set, shape } of uses) {
      const score = (this.scores[set] as number) + shape.scoreStep / 2;
      let km = score / shape.multiplier;
      if (isPath(shape)) km = Math.max(km, shape.minDistanceKm) - shape.distanceStepKm / 2;
      // Rounding hides up to a billionth; without rounding only more is better.
      km += shape.scoreStep === 0 ? 1e-9 : -2e-9;
      if (km < need) need = km;
    }
    return need;
  }

  offer(problem: Problem, solution: Solution): void {
    if (!problem.best || solution.netKm > problem.best.netKm) problem.best = solution;
    for (const { set, shape } of problem.uses) {
      const score = Scoreboard.scoreOf(shape, solution.netKm);
      if (score > (this.scores[set] as number)) this.scores[set] = score;
    }
  }

  /** How near a problem's best is to deciding a score, 1 when it does. */
  promise({ best, uses }: Problem): number {
    if (!best) return 0;
    return Math.max(
      ...uses.map(
        ({ set, shape }) =>
          Scoreboard.scoreOf(shape, best.netKm) / Math.max(1e-9, this.scores[set] as number),
      ),
    );
  }
}
