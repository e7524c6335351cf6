/**
 * How near a flight comes, from some fix on, to where it was before another: the nearest pair of one fix up to `last` and
 * one from `first` on. Two walks down the same tree, the nearer halves first; answers are remembered, since branch and
 * bound asks for the same borders again and again.
 */
import type { Ground } from './ground';
import type { RangeTree } from './range-tree';
import { gapKm } from './range-tree';

export interface Closing {
  /** As the rules count it. */
  km: number;
  from: number;
  to: number;
}

const HINTS = 32;
/** So many answers are remembered, about 40 MB. */
const MAX_KNOWN = 400_000;

export class Closings {
  private readonly known = new Map<number, Closing>();
  private readonly hints: Closing[] = [];
  private best: Closing = { km: Infinity, from: -1, to: -1 };

  constructor(
    private readonly ground: Ground,
    private readonly tree: RangeTree,
  ) {}

  /** `last` < `first`. */
  nearest(last: number, first: number): Closing {
    const key = last * this.ground.n + first;
    const known = this.known.get(key);
    if (known) return known;
    this.best = { km: this.ground.legKm(last, first), from: last, to: first };
    for (const hint of this.hints) {
      if (hint.from <= last && hint.to >= first && hint.km < this.best.km) this.best = hint;
    }
    this.visit(this.tree.root, this.tree.root, { last, first });
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(key, this.best);
    if (!this.hints.includes(this.best)) {
      this.hints.push(this.best);
      if (this.hints.length > HINTS) this.hints.shift();
    }
    return this.best;
  }

  private visit(a: number, b: number, border: { last: number; first: number }): void {
    const { tree } = this;
    if ((tree.from[a] as number) > border.last || (tree.to[b] as number) < border.first) return;
    if (this.best.km === 0 || this.ground.lowerKm(gapKm(tree, a, b)) >= this.best.km) return;
    const leafA = tree.left[a] === -1;
    const leafB = tree.left[b] === -1;
    if (leafA && leafB) return this.compare(a, b, border);
    const splitA = !leafA && (leafB || (tree.radius[a] as number) >= (tree.radius[b] as number));
    if (splitA) {
      const [left, right] = [tree.left[a] as number, tree.right[a] as number];
      const leftFirst = gapKm(tree, left, b) <= gapKm(tree, right, b);
      this.visit(leftFirst ? left : right, b, border);
      this.visit(leftFirst ? right : left, b, border);
    } else {
      const [left, right] = [tree.left[b] as number, tree.right[b] as number];
      const leftFirst = gapKm(tree, a, left) < gapKm(tree, a, right);
      this.visit(a, leftFirst ? left : right, border);
      this.visit(a, leftFirst ? right : left, border);
    }
  }

  private compare(a: number, b: number, { last, first }: { last: number; first: number }): void {
    const { ground, tree } = this;
    const toA = Math.min(last, tree.to[a] as number);
    const toB = tree.to[b] as number;
    for (let i = tree.from[a] as number; i <= toA; i++) {
      for (let k = Math.max(first, tree.from[b] as number); k <= toB; k++) {
        if (ground.lowerKm(ground.chordKm(i, k)) >= this.best.km) continue;
        const km = ground.legKm(i, k);
        if (km < this.best.km) this.best = { km, from: i, to: k };
      }
    }
  }
}
