/** Branch and bound, the most promising tuple of runs first. What ends it in time is a proof. */
import type { Clock } from './clock';
import { NodeQueue } from './node-queue';
import type { RangeTree } from './range-tree';

/** A shape as branch and bound sees it: one node of the tree for each of its points, in order of time. */
export interface SearchShape<Found> {
  width: number;
  /** Nothing with its points in these runs is worth more; may be -Infinity when nothing reaches `needKm`. */
  bound(nodes: readonly number[], needKm: number): number;
  /** Offers what reaches the need in these leaves; `offer` answers what is needed from then on. */
  leaves(nodes: readonly number[], input: { needKm: number; offer: (found: Found) => number }): void;
}

/** So many tuples are remembered at most, about 60 MB. */
const MAX_QUEUE = 2_000_000;
/** Also the least that is done without any time: it turns a hopeless bound into a fair one. */
const CHECK_EVERY = 256;

export interface Goal<Found> {
  /** What something must be worth to change anything. */
  needKm(): number;
  offer(found: Found): void;
}

/** @returns a bound that nothing exceeds unless it was offered; below the need when the search came to its end */
export function bestFirst<Found>(
  shape: SearchShape<Found>,
  tree: RangeTree,
  { goal, clock }: { goal: Goal<Found>; clock: Clock },
): number {
  const queue = new NodeQueue(shape.width);
  const push = (nodes: readonly number[]) => {
    const need = goal.needKm();
    const bound = shape.bound(nodes, need);
    if (bound >= need) queue.push(bound, nodes);
  };
  const offer = (found: Found) => {
    goal.offer(found);
    return goal.needKm();
  };
  push(Array.from({ length: shape.width }, () => tree.root));
  for (let steps = 1; queue.topBound >= goal.needKm(); steps++) {
    if (steps % CHECK_EVERY === 0 && (clock.expired() || queue.size > MAX_QUEUE)) return queue.topBound;
    const nodes = queue.pop();
    const place = widest(tree, nodes);
    if (place < 0) {
      shape.leaves(nodes, { needKm: goal.needKm(), offer });
      continue;
    }
    const split = nodes[place] as number;
    for (const child of [tree.left[split] as number, tree.right[split] as number]) {
      nodes[place] = child;
      if (inOrder(tree, nodes)) push(nodes);
    }
  }
  return queue.topBound;
}

/** Runs are in order of time: where one lies before its predecessor there is nothing. */
function inOrder(tree: RangeTree, nodes: readonly number[]): boolean {
  for (let k = 1; k < nodes.length; k++) {
    if ((tree.from[nodes[k - 1] as number] as number) > (tree.to[nodes[k] as number] as number)) return false;
  }
  return true;
}

/** Place of the node with the largest ball that has halves; -1 when all are leaves. */
function widest(tree: RangeTree, nodes: readonly number[]): number {
  let [best, radius] = [-1, -1];
  nodes.forEach((node, place) => {
    if (tree.left[node] === -1 || (tree.radius[node] as number) <= radius) return;
    [best, radius] = [place, tree.radius[node] as number];
  });
  return best;
}
