/** Out-and-return between two turnpoints, and from one turnpoint to the middle of the closing. */
import type { Circuit, CircuitRule, CircuitShape, Offer, Points, Terrain } from './circuit';
import { closedBound, closingLimitKm, penaltyKm } from './circuit';
import { middlePlace } from './cylinders';
import { roundTo } from './rounding';

/** Twice the way between two turnpoints, with a closing around them. */
export class OutAndReturnShape implements CircuitShape {
  readonly width = 2;

  constructor(
    private readonly terrain: Terrain,
    private readonly rule: CircuitRule,
  ) {}

  at(points: Points): Circuit | null {
    const [i, k] = points as [number, number];
    const { ground, closings } = this.terrain;
    const distanceKm = roundTo(2 * ground.legKm(i, k), this.rule.distanceStepKm);
    if (distanceKm < this.rule.minDistanceKm) return null;
    const closing = closings.nearest(i, k);
    if (closing.km > closingLimitKm(this.rule, distanceKm, ground.legStepKm)) return null;
    const penalty = penaltyKm(this.rule, closing.km);
    return {
      points,
      turnpoints: [i, k],
      closing,
      distanceKm,
      penaltyKm: penalty,
      netKm: distanceKm - penalty,
    };
  }

  bound(nodes: readonly number[], needKm: number): number {
    const [a, c] = nodes as [number, number];
    const { ground, tree } = this.terrain;
    const chord = centresKm(this.terrain, a, c) + (tree.radius[a] as number) + (tree.radius[c] as number);
    const distanceKm = roundTo(2 * ground.upperKm(chord), this.rule.distanceStepKm);
    const border = { last: tree.to[a] as number, first: tree.from[c] as number };
    return closedBound(this.terrain, this.rule, { distanceKm, ...border, needKm });
  }

  leaves(nodes: readonly number[], { needKm, offer }: { needKm: number; offer: Offer }): void {
    const [a, c] = nodes as [number, number];
    const { ground, tree } = this.terrain;
    let need = needKm;
    const slack = this.rule.distanceStepKm / 2 + 1e-9;
    for (let i = tree.from[a] as number; i <= (tree.to[a] as number); i++) {
      for (let k = Math.max(i + 1, tree.from[c] as number); k <= (tree.to[c] as number); k++) {
        if (2 * ground.legKm(i, k) + slack < need) continue;
        const circuit = this.at([i, k]);
        if (circuit && circuit.netKm >= need) need = offer(circuit);
      }
    }
  }
}

/**
 * FAI Sporting Code 7D: one turnpoint; start and finish near each other, and the way counts from the middle between
 * them (in latitude and longitude) and back.
 */
export class OutAndReturnToMiddleShape implements CircuitShape {
  readonly width = 3;

  constructor(
    private readonly terrain: Terrain,
    private readonly rule: CircuitRule,
  ) {}

  at(points: Points): Circuit | null {
    const [i, j, k] = points as [number, number, number];
    const { ground } = this.terrain;
    const distanceKm = roundTo(2 * this.toMiddleKm(i, j, k), this.rule.distanceStepKm);
    if (distanceKm < this.rule.minDistanceKm) return null;
    const km = ground.legKm(i, k);
    if (km > closingLimitKm(this.rule, distanceKm, ground.legStepKm)) return null;
    const penalty = penaltyKm(this.rule, km);
    const closing = { km, from: i, to: k };
    return { points, turnpoints: [j], closing, distanceKm, penaltyKm: penalty, netKm: distanceKm - penalty };
  }

  private toMiddleKm(i: number, j: number, k: number): number {
    const { ground } = this.terrain;
    return ground.legBetweenKm(middlePlace(ground.placeOf(i), ground.placeOf(k)), ground.placeOf(j));
  }

  bound(nodes: readonly number[], needKm: number): number {
    const [a, b, c] = nodes as [number, number, number];
    const { ground, tree } = this.terrain;
    const radii = (tree.radius[a] as number) + (tree.radius[c] as number);
    const apart = centresKm(this.terrain, a, c);
    // The middle in latitude and longitude lies over the middle of the chord, off by its sagitta at most.
    const [mx, my, mz] = [middle(tree.x, a, c), middle(tree.y, a, c), middle(tree.z, a, c)];
    const away = Math.hypot(
      (tree.x[b] as number) - mx,
      (tree.y[b] as number) - my,
      (tree.z[b] as number) - mz,
    );
    const chord = away + (tree.radius[b] as number) + radii / 2 + ground.middleErrorKm(apart + radii);
    const distanceKm = roundTo(2 * ground.upperKm(chord), this.rule.distanceStepKm);
    if (distanceKm < this.rule.minDistanceKm || distanceKm < needKm) return -Infinity;
    const least = Math.max(0, ground.lowerKm(apart - radii));
    if (least > closingLimitKm(this.rule, distanceKm, ground.legStepKm)) return -Infinity;
    return distanceKm - penaltyKm(this.rule, least);
  }

  leaves(nodes: readonly number[], { needKm, offer }: { needKm: number; offer: Offer }): void {
    const [a, b, c] = nodes as [number, number, number];
    const { tree } = this.terrain;
    let need = needKm;
    for (let i = tree.from[a] as number; i <= (tree.to[a] as number); i++) {
      for (let k = Math.max(i + 2, tree.from[c] as number); k <= (tree.to[c] as number); k++) {
        for (let j = Math.max(i + 1, tree.from[b] as number); j <= (tree.to[b] as number) && j < k; j++) {
          const circuit = this.at([i, j, k]);
          if (circuit && circuit.netKm >= need) need = offer(circuit);
        }
      }
    }
  }
}

const middle = (axis: Float64Array, a: number, c: number): number =>
  ((axis[a] as number) + (axis[c] as number)) / 2;

function centresKm({ tree }: Terrain, a: number, c: number): number {
  const dx = (tree.x[a] as number) - (tree.x[c] as number);
  const dy = (tree.y[a] as number) - (tree.y[c] as number);
  const dz = (tree.z[a] as number) - (tree.z[c] as number);
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}
