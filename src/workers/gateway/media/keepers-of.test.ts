import { expect, it } from 'vitest';
import type { AssetPair, PairSide } from '#contract/media/duplicates';
import { keepersOf } from './keepers-of';

const side = (id: string, hidden = false) => ({ id, hidden }) as PairSide;
const pair = (keep: PairSide, other: PairSide) =>
  ({ first: keep, second: other, suggestion: { keepId: keep.id, why: '' } }) as AssetPair;
const kept = (pairs: readonly AssetPair[]) => keepersOf(pairs).map(({ keptId }) => keptId);

it('keeps the suggested side of each', () => {
  expect(keepersOf([pair(side('a'), side('b'))])).toEqual([
    { firstId: 'a', secondId: 'b', state: 'kept', keptId: 'a' },
  ]);
});

it('leaves one to be seen of three that are each preferred to the next', () => {
  const [a, b, c] = [side('a'), side('b'), side('c')];
  const decided = keepersOf([pair(a, b), pair(b, c), pair(c, a)]);
  expect(decided.map(({ keptId }) => keptId)).toEqual(['a', 'c']);
});

it('leaves a pair open whose suggested side was put away before', () => {
  expect(kept([pair(side('a', true), side('b'))])).toEqual([]);
});

it('decides a pair of which neither is to be seen', () => {
  expect(kept([pair(side('a', true), side('b', true))])).toEqual(['a']);
});
