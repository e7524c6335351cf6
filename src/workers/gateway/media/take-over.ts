/** Takes one result over: the asset, its words and vectors, its place among the clusters, its likenesses. */
import { AllocatorOutput } from '#contract/allocator';
import { markTaken, untakenResult } from '../../../stack/database/media/results';
import { storeAsset } from '../../../stack/database/media/store-asset';
import { ensureIndex } from '../../../stack/database/media/vectors';
import { inTransaction } from '../../../stack/database/transaction';
import type { GatewayParts } from '../parts';
import { assetOf } from './asset-of';
import { placeName } from './place-names';
import type { Turns } from './turns';

export interface TakeOverParts {
  parts: Pick<GatewayParts, 'database' | 'threads' | 'log'>;
  turns: Turns;
  /** Without pgvector assets are kept all the same, and found by words. */
  hasVectors: boolean;
}

/** @returns what takes one over; it throws what the database says */
export function createTakeOver({
  parts,
  turns,
  hasVectors,
}: TakeOverParts): (jobId: string) => Promise<void> {
  const { database } = parts;
  const indexed = new Set<string>();

  return async (jobId) => {
    const result = await untakenResult(database, jobId);
    if (!result) return;
    const output = AllocatorOutput.parse(result.output);
    const place = output.gps ? await placeName(parts, output.gps) : null;
    const asset = assetOf(result, output, place);
    const models = new Set(asset.vectors.map(({ model }) => model));
    await turns.take(async () => {
      if (hasVectors)
        for (const model of models)
          if (!indexed.has(model)) {
            await ensureIndex(database, model);
            indexed.add(model);
          }
      const at = Date.now();
      await inTransaction(database.pool, async (client) => {
        await storeAsset(client, hasVectors ? asset : { ...asset, vectors: [] });
        await markTaken(client, jobId, { assetId: asset.id, problem: null, at });
      });
    });
  };
}
