/** Where the engine's search for near-duplicates gets its candidates from: the database, and the hashes in memory. */
import type { AssetFacts, DuplicateSource } from '../../../engines/allocator/duplicates/duplicate-source';
import { AllocatorOutput } from '#contract/allocator';
import { type StoredAsset, storedAssets } from '../../../stack/database/media/asset-rows';
import { nearestAssets } from '../../../stack/database/media/nearest-assets';
import type { Database } from '../../../stack/database/open';
import type { PhashMemory } from './phash-memory';

const mostOfOneHash = 50;
const StoredFacts = AllocatorOutput.omit({ embeddings: true });

export function factsOf(asset: StoredAsset): AssetFacts {
  const { id, fileName, importedAt } = asset;
  return { ...StoredFacts.parse(asset.facts), id, fileName, importedAt };
}

export function duplicateSource(
  database: Database,
  hashes: PhashMemory,
  vectorOf: (id: string) => Float32Array | null,
): DuplicateSource {
  const facts = async (ids: readonly string[]) => (await storedAssets(database, ids)).map(factsOf);
  const others = (asset: AssetFacts, ids: readonly string[]) => ids.filter((id) => id !== asset.id);
  return {
    // The same content is the same asset here.
    sameContent: () => Promise.resolve([]),
    byFingerprint: (asset, bits) =>
      facts(others(asset, hashes.near(BigInt(`0x${asset.fingerprint.phash}`), bits, mostOfOneHash + 1))),
    async byEmbedding(asset, { model, minCosine, limit }) {
      const vector = vectorOf(asset.id);
      if (!vector) return [];
      const { found } = await nearestAssets(database, {
        model,
        direction: vector,
        filter: {},
        minScore: minCosine,
        limit,
        leaveOut: [asset.id],
      });
      const byId = new Map((await facts(found.map(({ id }) => id))).map((one) => [one.id, one]));
      return found.flatMap(({ id, score }) => {
        const other = byId.get(id);
        return other ? [{ asset: other, cosine: score }] : [];
      });
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
