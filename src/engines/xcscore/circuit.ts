/** What closed shapes have in common, whatever their geometry. */
import type { ClosingRule } from '#contract/xcscore';
import type { SearchShape } from './best-first';
import type { Closing, Closings } from './closings';
import type { Ground } from './ground';
import type { RangeTree } from './range-tree';
import { roundTo } from './rounding';

/** The part of a shape's rule that decides which circuit is best; multipliers are left out. */
export interface CircuitRule {
  minSide: number;
  maxSide: number;
  closing: ClosingRule;
  minDistanceKm: number;
  distanceStepKm: number;
  cylinderKm: number;
}

/** A closed shape on the track. */
export interface Circuit {
  points: Points;
  /** Fixes; an out-and-return to the middle has one. */
  turnpoints: number[];
  closing: Closing;
  distanceKm: number;
  penaltyKm: number;
  /** Distance less penalty. */
  netKm: number;
}

/** The fixes of the turnpoints; of an out-and-return to the middle also of the closing, around its turnpoint. */
export type Points = readonly number[];
export type Offer = (circuit: Circuit) => number;

export interface CircuitShape extends SearchShape<Circuit> {
  /** Null when the rule does not accept it. */
  at(points: Points): Circuit | null;
}

/** One flight, ready to be searched. */
export interface Terrain {
  ground: Ground;
  tree: RangeTree;
  closings: Closings;
}

/** The largest closing that a distance allows. */
export function closingLimitKm({ closing }: CircuitRule, distanceKm: number, legStepKm: number): number {
  return roundTo(Math.max(closing.limitKm, closing.limitShare * distanceKm), legStepKm) + 1e-9;
}

export function penaltyKm({ closing }: CircuitRule, closingKm: number): number {
  return closingKm > closing.freeKm ? closingKm : 0;
}

interface ClosedBound {
  distanceKm: number;
  /** What the distance counts, where cylinders shorten it. */
  worthKm?: number;
  /** The first turnpoint is at `last` or before, the last one at `first` or after. */
  last: number;
  first: number;
  needKm: number;
}

/** What a circuit between two borders can be worth at most; -Infinity where it cannot be closed. */
export function closedBound(
  { ground, closings }: Terrain,
  rule: CircuitRule,
  { distanceKm, worthKm = distanceKm, last, first, needKm }: ClosedBound,
): number {
  if (distanceKm < rule.minDistanceKm || worthKm < needKm) return -Infinity;
  if (last >= first) return worthKm;
  const { km } = closings.nearest(last, first);
  if (km > closingLimitKm(rule, distanceKm, ground.legStepKm)) return -Infinity;
  return worthKm - penaltyKm(rule, km);
}
