/** Fixes in order of time, halved again and again down to short runs, each run with the box and ball around it. */
import type { Ground } from './ground';

/** A leaf has up to eight fixes, and fewer where they lie farther apart than this: a bound is as good as its ball. */
const LEAF = 8;
const LEAF_RADIUS_KM = 0.3;

export interface RangeTree {
  root: number;
  /** First and last fix of a node, both inclusive. */
  from: Int32Array;
  to: Int32Array;
  /** Children; -1 for leaves. */
  left: Int32Array;
  right: Int32Array;
  /** Centre and half sizes of the box, km in the frame of the ground; radius of the ball around the centre. */
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
  halfX: Float64Array;
  halfY: Float64Array;
  halfZ: Float64Array;
  radius: Float64Array;
}

export function makeTree(ground: Ground): RangeTree {
  const nodes = 2 * ground.n;
  const ints = () => new Int32Array(nodes);
  const floats = () => new Float64Array(nodes);
  const tree: RangeTree = {
    root: 0,
    from: ints(),
    to: ints(),
    left: ints().fill(-1),
    right: ints().fill(-1),
    x: floats(),
    y: floats(),
    z: floats(),
    halfX: floats(),
    halfY: floats(),
    halfZ: floats(),
    radius: floats(),
  };
  let used = 0;
  const build = (from: number, to: number): number => {
    const node = used++;
    tree.from[node] = from;
    tree.to[node] = to;
    enclose(tree, ground, node);
    const count = to - from + 1;
    if (count > LEAF || (count > 1 && (tree.radius[node] as number) > LEAF_RADIUS_KM)) {
      const middle = count > LEAF ? from + (count >> 1) : widestGap(ground, from, to);
      tree.left[node] = build(from, middle - 1);
      tree.right[node] = build(middle, to);
    }
    return node;
  };
  build(0, ground.n - 1);
  return tree;
}

/** The fix after the longest step: a jump parts what lies before it from what lies behind. */
function widestGap(ground: Ground, from: number, to: number): number {
  let best = from + 1;
  for (let i = from + 1; i <= to; i++) {
    if (ground.chordKm(i - 1, i) > ground.chordKm(best - 1, best)) best = i;
  }
  return best;
}

function enclose(tree: RangeTree, ground: Ground, node: number): void {
  const [from, to] = [tree.from[node] as number, tree.to[node] as number];
  const axes = [
    [ground.x, tree.x, tree.halfX],
    [ground.y, tree.y, tree.halfY],
    [ground.z, tree.z, tree.halfZ],
  ] as const;
  for (const [values, centre, half] of axes) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = from; i <= to; i++) {
      const value = values[i] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    centre[node] = (low + high) / 2;
    half[node] = (high - low) / 2;
  }
  const [cx, cy, cz] = [tree.x[node] as number, tree.y[node] as number, tree.z[node] as number];
  let farthest = 0;
  for (let i = from; i <= to; i++) {
    const [dx, dy, dz] = [
      (ground.x[i] as number) - cx,
      (ground.y[i] as number) - cy,
      (ground.z[i] as number) - cz,
    ];
    const away = dx * dx + dy * dy + dz * dz;
    if (away > farthest) farthest = away;
  }
  tree.radius[node] = Math.sqrt(farthest);
}

/** Distance between two boxes, km. */
export function gapKm(tree: RangeTree, a: number, b: number): number {
  const dx = apart(tree.x, tree.halfX, a, b);
  const dy = apart(tree.y, tree.halfY, a, b);
  const dz = apart(tree.z, tree.halfZ, a, b);
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

function apart(centre: Float64Array, half: Float64Array, a: number, b: number): number {
  const gap =
    Math.abs((centre[a] as number) - (centre[b] as number)) - (half[a] as number) - (half[b] as number);
  return gap > 0 ? gap : 0;
}
