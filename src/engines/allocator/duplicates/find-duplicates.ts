/** Looks for near-duplicates of one asset, from the cheapest and surest sign to the dearest. */
import type { Judgement, ModelFacts } from '#contract/allocator';
import type { AssetFacts, DuplicateSource } from './duplicate-source';
import { copyBits, judge } from './judge';

const mostAlike = 20;
const mostAtOnce = 50;
const atOnceMs = 2_000;

export interface FoundDuplicate {
  other: AssetFacts;
  judgement: Judgement;
}

/** Strongest first; each other asset once, by its strongest relation. */
export async function findDuplicates(
  asset: AssetFacts,
  source: DuplicateSource,
  model: Pick<ModelFacts, 'id' | 'nearDuplicate'>,
): Promise<FoundDuplicate[]> {
  const { id, nearDuplicate } = model;
  const alike = await source.byEmbedding(asset, { model: id, minCosine: nearDuplicate, limit: mostAlike });
  const cosines = new Map(alike.map(({ asset: other, cosine }) => [other.id, cosine]));
  const candidates = [
    ...(await source.sameContent(asset)),
    ...(await source.byFingerprint(asset, copyBits)),
    ...(await source.byTime(asset, atOnceMs, mostAtOnce)),
    ...alike.map(({ asset: other }) => other),
  ];
  const others = new Map(
    candidates.filter((other) => other.id !== asset.id).map((other) => [other.id, other]),
  );
  return [...others.values()]
    .flatMap((other) => {
      const judgement = judge(asset, other, { cosine: cosines.get(other.id) ?? null, nearDuplicate });
      return judgement ? [{ other, judgement }] : [];
    })
    .sort((a, b) => b.judgement.score - a.judgement.score);
}
