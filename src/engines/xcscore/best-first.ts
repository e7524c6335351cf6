/** Branch and bound, the most promising pair or triple of runs first. What ends it in time is a proof. */
import type { Circuit } from './circuit';
import type { Clock } from './clock';
import { NodeQueue } from './node-queue';
import type { RangeTree } from './range-tree';

/** A closed shape as branch and bound sees it. Nodes a, b, c are in order of time; a pair has a === b. */
export interface SearchShape {
  pair: boolean;
  /** The circuit over three fixes (of a pair the first and the last); null when the rule does not accept it. */
  at(points: readonly [number, number, number]): Circuit | null;
  /** No circuit with its turnpoints there is worth more; may be -Infinity when none reaches `needKm`. */
  bound(a: number, b: number, c: number, needKm: number): number;
  /** Offers every circuit of these leaves that reaches the need, which `offer` raises. */
  leaves(
    a: number,
    b: number,
    c: number,
    input: { needKm: number; offer: (circuit: Circuit) => number },
  ): void;
}

/** So many triples are remembered at most, about 60 MB. */
const MAX_QUEUE = 3_000_000;
const CHECK_EVERY = 64;

export interface Goal {
  /** What a circuit must be worth to change anything. */
  needKm(): number;
  offer(circuit: Circuit): void;
}

/** @returns a bound that no circuit exceeds unless it was offered; below the need when the search came to its end */
export function bestFirst(
  shape: SearchShape,
  tree: RangeTree,
  { goal, clock }: { goal: Goal; clock: Clock },
): number {
  const queue = new NodeQueue();
  const push = (a: number, b: number, c: number) => {
    // Runs are in order of time: one that lies before its predecessor holds nothing.
    if (
      (tree.from[a] as number) > (tree.to[b] as number) ||
      (tree.from[b] as number) > (tree.to[c] as number)
    )
      return;
    const need = goal.needKm();
    const bound = shape.bound(a, b, c, need);
    if (bound >= need) queue.push(bound, a, b, c);
  };
  const offer = (circuit: Circuit) => {
    goal.offer(circuit);
    return goal.needKm();
  };
  push(tree.root, tree.root, tree.root);
  for (let steps = 0; queue.topBound >= goal.needKm(); steps++) {
    if (steps % CHECK_EVERY === 0 && (clock.expired() || queue.size > MAX_QUEUE)) return queue.topBound;
    const [a, b, c] = queue.pop();
    const split = widest(tree, shape.pair ? [a, c] : [a, b, c]);
    if (split < 0) {
      shape.leaves(a, b, c, { needKm: goal.needKm(), offer });
      continue;
    }
    for (const child of [tree.left[split] as number, tree.right[split] as number]) branch(child, split);
    function branch(child: number, of: number): void {
      if (a === of) push(child, shape.pair ? child : b, c);
      else if (!shape.pair && b === of) push(a, child, c);
      else push(a, b, child);
    }
  }
  return queue.topBound;
}

/** The node with the largest ball that has halves; -1 when all are leaves. */
function widest(tree: RangeTree, nodes: readonly number[]): number {
  let best = -1;
  for (const node of nodes) {
    if (tree.left[node] === -1) continue;
    if (best < 0 || (tree.radius[node] as number) > (tree.radius[best] as number)) best = node;
  }
  return best;
}
