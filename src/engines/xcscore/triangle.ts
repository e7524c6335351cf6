/**
 * Triangles: three turnpoints in order of time, and a closing around them.
 *
 * Bounds of a triple of runs: to first order, moving a vertex changes the perimeter by the sum of the unit vectors from
 * the other two. What is left is of second order, w²/2l for each side, where w is how far the ends can move.
 */
import type { Circuit, CircuitRule, CircuitShape, Offer, Points, Terrain } from './circuit';
import { closedBound, closingLimitKm, penaltyKm } from './circuit';
import { leastLossKm } from './cylinder-loss';
import { LEAST_TRIANGLE_LOSS, cylinderTriangle } from './cylinders';
import { roundTo } from './rounding';

/** The triangle over three fixes; null when the rule does not accept it. */
export function triangleAt(terrain: Terrain, rule: CircuitRule, points: Points): Circuit | null {
  const { ground, closings } = terrain;
  const [i, j, k] = points as [number, number, number];
  const [ab, bc, ca] = [ground.legKm(i, j), ground.legKm(j, k), ground.legKm(k, i)];
  const distanceKm = roundTo(ab + bc + ca, rule.distanceStepKm);
  if (distanceKm < rule.minDistanceKm || !sidesFit(rule, [ab, bc, ca], distanceKm)) return null;
  const closing = closings.nearest(i, k);
  if (closing.km > closingLimitKm(rule, distanceKm, ground.legStepKm)) return null;
  const penalty = penaltyKm(rule, closing.km);
  const countedKm = rule.cylinderKm > 0 ? shortenedKm(terrain, rule, points) : distanceKm;
  if (countedKm < rule.minDistanceKm) return null;
  const figures = { closing, distanceKm: countedKm, penaltyKm: penalty, netKm: countedKm - penalty };
  return { points, turnpoints: [i, j, k], ...figures };
}

function shortenedKm({ ground }: Terrain, rule: CircuitRule, points: Points): number {
  const sides = cylinderTriangle(ground, points, rule.cylinderKm);
  return roundTo(
    sides.reduce((sum, km) => sum + km, 0),
    rule.distanceStepKm,
  );
}

function sidesFit(rule: CircuitRule, sides: readonly number[], distanceKm: number): boolean {
  return Math.min(...sides) >= rule.minSide * distanceKm && Math.max(...sides) <= rule.maxSide * distanceKm;
}

/** Searches triples of nodes; see `bestFirst`. */
export class TriangleShape implements CircuitShape {
  readonly width = 3;
  private readonly ab = new Float64Array(64);
  private readonly bc = new Float64Array(64);

  constructor(
    private readonly terrain: Terrain,
    private readonly rule: CircuitRule,
  ) {}

  at(points: Points): Circuit | null {
    return triangleAt(this.terrain, this.rule, points);
  }

  bound(nodes: readonly number[], needKm: number): number {
    const [a, b, c] = nodes as [number, number, number];
    const { terrain, rule } = this;
    const { ground, tree } = terrain;
    const { x, y, z, radius } = tree;
    const [ra, rb, rc] = [radius[a] as number, radius[b] as number, radius[c] as number];
    const abx = (x[b] as number) - (x[a] as number);
    const aby = (y[b] as number) - (y[a] as number);
    const abz = (z[b] as number) - (z[a] as number);
    const bcx = (x[c] as number) - (x[b] as number);
    const bcy = (y[c] as number) - (y[b] as number);
    const bcz = (z[c] as number) - (z[b] as number);
    const cax = (x[a] as number) - (x[c] as number);
    const cay = (y[a] as number) - (y[c] as number);
    const caz = (z[a] as number) - (z[c] as number);
    const ab = Math.sqrt(abx * abx + aby * aby + abz * abz);
    const bc = Math.sqrt(bcx * bcx + bcy * bcy + bcz * bcz);
    const ca = Math.sqrt(cax * cax + cay * cay + caz * caz);
    const [abMost, bcMost, caMost] = [
      ground.upperKm(ab + ra + rb),
      ground.upperKm(bc + rb + rc),
      ground.upperKm(ca + rc + ra),
    ];
    const sumMost = abMost + bcMost + caMost;
    let distanceKm = sumMost;
    if (sumMost < needKm) return -Infinity;

    // Unit vectors of the sides, 0 where a side may be so short that only its full length bounds it.
    const uab = ab > 2 * (ra + rb) ? 1 / ab : 0;
    const ubc = bc > 2 * (rb + rc) ? 1 / bc : 0;
    const uca = ca > 2 * (rc + ra) ? 1 / ca : 0;
    let first = abMost - (uab > 0 ? ra + rb : 0);
    first += bcMost - (ubc > 0 ? rb + rc : 0);
    first += caMost - (uca > 0 ? rc + ra : 0);
    if (uab > 0) first += ((ra + rb) * (ra + rb)) / (2 * (ab - ra - rb));
    if (ubc > 0) first += ((rb + rc) * (rb + rc)) / (2 * (bc - rb - rc));
    if (uca > 0) first += ((rc + ra) * (rc + ra)) / (2 * (ca - rc - ra));
    first += this.moved(a, cax * uca - abx * uab, cay * uca - aby * uab, caz * uca - abz * uab);
    first += this.moved(b, abx * uab - bcx * ubc, aby * uab - bcy * ubc, abz * uab - bcz * ubc);
    first += this.moved(c, bcx * ubc - cax * uca, bcy * ubc - cay * uca, bcz * ubc - caz * uca);
    if (first < distanceKm) distanceKm = first;
    const worthKm = roundTo(distanceKm - this.leastLossKm(a, b, c), rule.distanceStepKm);
    distanceKm = roundTo(distanceKm, rule.distanceStepKm);

    if (rule.minSide > 0 || rule.maxSide < 1) {
      const [abLeast, bcLeast, caLeast] = [
        ground.lowerKm(ab - ra - rb),
        ground.lowerKm(bc - rb - rc),
        ground.lowerKm(ca - rc - ra),
      ];
      if (rule.minSide > 0)
        distanceKm = Math.min(distanceKm, Math.min(abMost, bcMost, caMost) / rule.minSide);
      const least = Math.max(0, abLeast) + Math.max(0, bcLeast) + Math.max(0, caLeast);
      if (distanceKm < roundTo(least, rule.distanceStepKm) - 1e-9) return -Infinity;
      if (Math.max(abLeast, bcLeast, caLeast) > rule.maxSide * distanceKm) return -Infinity;
    }
    return closedBound(terrain, rule, {
      distanceKm,
      worthKm: Math.min(worthKm, distanceKm),
      last: tree.to[a] as number,
      first: tree.from[c] as number,
      needKm,
    });
  }

  private leastLossKm(a: number, b: number, c: number): number {
    const { cylinderKm } = this.rule;
    if (cylinderKm === 0) return 0;
    const at = (node: number, before: number, after: number) =>
      leastLossKm(this.terrain, node, { before, after, cylinderKm });
    return Math.max(LEAST_TRIANGLE_LOSS * cylinderKm, at(a, c, b) + at(b, a, c) + at(c, b, a));
  }

  /** How much the perimeter grows to first order while a vertex moves within its box and ball. */
  private moved(node: number, gx: number, gy: number, gz: number): number {
    const { halfX, halfY, halfZ, radius } = this.terrain.tree;
    const box =
      Math.abs(gx) * (halfX[node] as number) +
      Math.abs(gy) * (halfY[node] as number) +
      Math.abs(gz) * (halfZ[node] as number);
    const ball = Math.sqrt(gx * gx + gy * gy + gz * gz) * (radius[node] as number);
    return box < ball ? box : ball;
  }

  /** Tries all triples of three leaves; `offer` answers what is needed from then on. */
  leaves(nodes: readonly number[], { needKm, offer }: { needKm: number; offer: Offer }): void {
    const [a, b, c] = nodes as [number, number, number];
    const { ground, tree } = this.terrain;
    const [fa, ta] = [tree.from[a] as number, tree.to[a] as number];
    const [fb, tb] = [tree.from[b] as number, tree.to[b] as number];
    const [fc, tc] = [tree.from[c] as number, tree.to[c] as number];
    for (let j = fb; j <= tb; j++) {
      for (let i = fa; i <= ta; i++) this.ab[(j - fb) * 8 + i - fa] = ground.legKm(i, j);
      for (let k = fc; k <= tc; k++) this.bc[(j - fb) * 8 + k - fc] = ground.legKm(j, k);
    }
    let need = needKm;
    const slack = this.rule.distanceStepKm / 2 + 1e-9;
    for (let i = fa; i <= ta; i++) {
      for (let k = Math.max(fc, i + 2); k <= tc; k++) {
        const ca = ground.legKm(k, i);
        for (let j = Math.max(fb, i + 1); j <= tb && j < k; j++) {
          const sum =
            ca + (this.ab[(j - fb) * 8 + i - fa] as number) + (this.bc[(j - fb) * 8 + k - fc] as number);
          if (sum + slack < need) continue;
          const circuit = this.at([i, j, k]);
          if (circuit && circuit.netKm >= need) need = offer(circuit);
        }
      }
    }
  }
}
