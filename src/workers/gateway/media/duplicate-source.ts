/** Where the engine's search for near-duplicates gets its candidates from: the database, and the hashes in memory. */
import type { AssetFacts, DuplicateSource } from '../../../engines/allocator/duplicates/duplicate-source';
import { AllocatorOutput } from '#contract/allocator';
import { type StoredAsset, storedAssets } from '../../../stack/database/media/asset-rows';
import { nearestAssets } from '../../../stack/database/media/nearest-assets';
import { lookedAt, type Neighbour } from '../../../stack/database/media/neighbours';
import type { Database } from '../../../stack/database/open';
import type { PhashMemory } from './phash-memory';

const mostOfOneHash = 50;
const ComparedFacts = AllocatorOutput.pick({
  kind: true,
  sha256: true,
  sizeBytes: true,
  mediaType: true,
  width: true,
  height: true,
  captured: true,
  camera: true,
  gps: true,
  fingerprint: true,
  sharpness: true,
});

export function factsOf({ id, fileName, importedAt, facts }: StoredAsset): AssetFacts {
  return { ...ComparedFacts.parse(facts), id, fileName, importedAt };
}

/** @param around what lies around the asset's vector of the model; null when it has none */
export function duplicateSource(
  database: Database,
  hashes: PhashMemory,
  around: { vector: Float32Array; near: readonly Neighbour[] } | null,
): DuplicateSource {
  const read = new Map<string, AssetFacts>();
  async function facts(ids: readonly string[]): Promise<AssetFacts[]> {
    const unread = ids.filter((id) => !read.has(id));
    if (unread.length > 0)
      for (const asset of await storedAssets(database, unread)) read.set(asset.id, factsOf(asset));
    return ids.flatMap((id) => read.get(id) ?? []);
  }
  const others = (asset: AssetFacts, ids: readonly string[]) => ids.filter((id) => id !== asset.id);
  return {
    // The same content is the same asset here.
    sameContent: () => Promise.resolve([]),
    byFingerprint: (asset, bits) =>
      facts(others(asset, hashes.near(BigInt(`0x${asset.fingerprint.phash}`), bits, mostOfOneHash + 1))),
    async byEmbedding(asset, { model, minCosine, limit }) {
      if (!around) return [];
      const cosines =
        alikeAmong(around.near, asset.id, { minCosine, limit }) ??
        (await alikeAmongAll(database, asset.id, { model, minCosine, limit, direction: around.vector }));
      const alike = await facts([...cosines.keys()]);
      return alike.map((other) => ({ asset: other, cosine: cosines.get(other.id) ?? minCosine }));
    },
    async byTime(asset, withinMs, limit) {
      if (!asset.captured) return [];
      const found = await database.pool.query<{ id: string }>(
        `select id from flightline.assets
         where taken_at between $1::bigint - $2::bigint and $1::bigint + $2::bigint and taken_source <> 'import' and id <> $3
         order by abs(taken_at - $1::bigint), id limit $4`,
        [Math.round(asset.captured.atMs), Math.round(withinMs), asset.id, limit],
      );
      return facts(found.rows.map(({ id }) => id));
    },
  };
}

/** By asset, nearest first; null when there may be more than those that were looked at. */
function alikeAmong(
  near: readonly Neighbour[],
  ownId: string,
  { minCosine, limit }: { minCosine: number; limit: number },
): Map<string, number> | null {
  const cosines = new Map<string, number>();
  for (const { assetId, cosine, hidden } of near)
    if (assetId !== ownId && !hidden && cosine >= minCosine && cosines.size < limit)
      cosines.set(assetId, Math.max(cosine, cosines.get(assetId) ?? -1));
  const last = near.at(-1);
  const isAll = near.length < lookedAt || cosines.size === limit || (last && last.cosine < minCosine);
  return isAll ? cosines : null;
}

async function alikeAmongAll(
  database: Database,
  ownId: string,
  query: { model: string; direction: Float32Array; minCosine: number; limit: number },
): Promise<Map<string, number>> {
  const { model, direction, limit, minCosine: minScore } = query;
  const leaveOut = [ownId];
  const { found } = await nearestAssets(database, {
    model,
    direction,
    filter: {},
    minScore,
    limit,
    leaveOut,
  });
  return new Map(found.map(({ id, score }) => [id, score]));
}
