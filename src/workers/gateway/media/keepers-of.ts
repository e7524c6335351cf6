/** Which side of each of many pairs stays: a pure function. */
import type { AssetPair } from '#contract/media/duplicates';
import type { PairDecided } from '../../../stack/database/media/pair-rows';

/**
 * The suggested one, unless another pair put it away, before or among these, while the other one is still to be seen: kinds
 * of pairs prefer different things, and of three that each were preferred to the next none would be left. Such a pair is
 * left out, for somebody to decide.
 */
export function keepersOf(pairs: readonly AssetPair[]): PairDecided[] {
  const away = new Set(
    pairs.flatMap(({ first, second }) => [first, second].filter(({ hidden }) => hidden).map(({ id }) => id)),
  );
  return pairs.flatMap(({ first, second, suggestion: { keepId } }) => {
    const otherId = keepId === first.id ? second.id : first.id;
    if (away.has(keepId) && !away.has(otherId)) return [];
    away.add(otherId);
    return [{ firstId: first.id, secondId: second.id, state: 'kept', keptId: keepId }];
  });
}
