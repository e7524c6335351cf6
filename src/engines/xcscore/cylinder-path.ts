/**
 * The longest path whose turnpoints are cylinders. What a turnpoint loses depends on the angles to its neighbours, so
 * that legs do not add up one by one: all five points are searched together. A turnpoint loses, for either leg, a radius
 * times 1 - cos(angle between the leg and the direction in which its centre is moved).
 */
import type { SearchShape } from './best-first';
import { leastLossKm } from './cylinder-loss';
import { cylinderPath } from './cylinders';
import type { Path } from './free-distance';
import type { Ground } from './ground';
import type { RangeTree } from './range-tree';

export class CylinderPathShape implements SearchShape<Path> {
  readonly width: number;

  constructor(
    readonly ground: Ground,
    readonly tree: RangeTree,
    private readonly rule: { legs: number; cylinderKm: number },
  ) {
    this.width = rule.legs + 1;
  }

  at(points: readonly number[]): Path {
    const legs = cylinderPath(this.ground, points, this.rule.cylinderKm);
    return { km: legs.reduce((sum, km) => sum + km, 0), points: [...points] };
  }

  /** Legs to first order, as for triangles, less what turnpoints between distant runs lose at least. */
  bound(nodes: readonly number[], needKm: number): number {
    const { ground, tree } = this;
    const legs = this.rule.legs;
    let [longest, first] = [0, 0];
    const ux: number[] = [];
    const uy: number[] = [];
    const uz: number[] = [];
    for (let k = 0; k < legs; k++) {
      const [a, b] = [nodes[k] as number, nodes[k + 1] as number];
      const dx = (tree.x[b] as number) - (tree.x[a] as number);
      const dy = (tree.y[b] as number) - (tree.y[a] as number);
      const dz = (tree.z[b] as number) - (tree.z[a] as number);
      const apart = Math.sqrt(dx * dx + dy * dy + dz * dz);
      const radii = (tree.radius[a] as number) + (tree.radius[b] as number);
      const most = ground.upperKm(apart + radii);
      longest += most;
      const far = apart > 2 * radii && apart > 0;
      first += far ? most - radii + (radii * radii) / (2 * (apart - radii)) : most;
      ux.push(far ? dx / apart : 0);
      uy.push(far ? dy / apart : 0);
      uz.push(far ? dz / apart : 0);
    }
    if (longest < needKm) return -Infinity;
    for (let k = 0; k <= legs; k++) {
      const gx = (ux[k - 1] ?? 0) - (ux[k] ?? 0);
      const gy = (uy[k - 1] ?? 0) - (uy[k] ?? 0);
      const gz = (uz[k - 1] ?? 0) - (uz[k] ?? 0);
      const node = nodes[k] as number;
      const box =
        Math.abs(gx) * (tree.halfX[node] as number) +
        Math.abs(gy) * (tree.halfY[node] as number) +
        Math.abs(gz) * (tree.halfZ[node] as number);
      first += Math.min(box, Math.sqrt(gx * gx + gy * gy + gz * gz) * (tree.radius[node] as number));
    }
    const most = Math.min(longest, first);
    return most < needKm ? -Infinity : most - this.leastLoss(nodes);
  }

  private leastLoss(nodes: readonly number[]): number {
    let loss = 0;
    for (let k = 1; k < this.rule.legs; k++) {
      const around = { before: nodes[k - 1] as number, after: nodes[k + 1] as number };
      loss += leastLossKm(this, nodes[k] as number, { ...around, cylinderKm: this.rule.cylinderKm });
    }
    return loss;
  }

  /** Tries what is long enough even before anything is lost, the last point first. */
  leaves(
    nodes: readonly number[],
    { needKm, offer }: { needKm: number; offer: (path: Path) => number },
  ): void {
    const { ground, tree } = this;
    const lossKm = this.leastLoss(nodes);
    const rest = this.restKm(nodes);
    let need = needKm;
    const points: number[] = [];
    const visit = (place: number, km: number) => {
      const node = nodes[place] as number;
      for (let i = tree.from[node] as number; i <= (tree.to[node] as number); i++) {
        const before = points[place - 1] ?? -1;
        if (i < before || (i === before && place > 1 && place < this.width - 1)) continue;
        const here = place === 0 ? 0 : km + ground.legKm(before, i);
        const most = here + (rest[place]?.[i - (tree.from[node] as number)] as number);
        if (most - lossKm + 1e-9 < need) continue;
        points[place] = i;
        if (place < this.width - 1) visit(place + 1, here);
        else {
          const path = this.at(points);
          if (path.km >= need) need = offer(path);
        }
      }
      points.length = place;
    };
    visit(0, 0);
  }

  /** For each fix of each leaf the longest way from there over the leaves that follow. */
  private restKm(nodes: readonly number[]): number[][] {
    const { ground, tree } = this;
    const rest: number[][] = nodes.map(() => []);
    for (let place = this.width - 1; place >= 0; place--) {
      const [node, next] = [nodes[place] as number, nodes[place + 1]];
      for (let i = tree.from[node] as number; i <= (tree.to[node] as number); i++) {
        let best = next === undefined ? 0 : -Infinity;
        if (next !== undefined) {
          for (let j = Math.max(i, tree.from[next] as number); j <= (tree.to[next] as number); j++) {
            const after = rest[place + 1]?.[j - (tree.from[next] as number)] as number;
            best = Math.max(best, ground.legKm(i, j) + after);
          }
        }
        rest[place]?.push(best);
      }
    }
    return rest;
  }
}

/** From a path without cylinders: one point at a time is moved, by ever smaller steps, while it helps. */
export function climbedPath(shape: CylinderPathShape, from: readonly number[], last: number): Path {
  let best = shape.at(from);
  for (let step = 256; step >= 1; step >>= 1) {
    for (let again = 0; again < 12; again++) {
      const before = best;
      for (let place = 0; place < from.length; place++) {
        for (const by of [-step, step]) {
          const points = [...best.points];
          points[place] = (points[place] as number) + by;
          if (!points.every((point, k) => point >= (points[k - 1] ?? 0) && point <= last)) continue;
          const path = shape.at(points);
          if (path.km > best.km) best = path;
        }
      }
      if (best === before) break;
    }
  }
  return best;
}
