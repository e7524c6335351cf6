/** Takes one result over: the asset, its words and vectors, its place among the clusters, its likenesses. */
import type { PoolClient } from 'pg';
import { AllocatorOutput, type ModelFacts } from '#contract/allocator';
import { allocate } from '../../../engines/allocator/clusters/allocation';
import { findDuplicates } from '../../../engines/allocator/duplicates/find-duplicates';
import { combined, normalised } from '../../../engines/allocator/vector';
import { wantExtras } from '../../../stack/database/media/extras';
import { storePairs } from '../../../stack/database/media/pair-rows';
import { noteModel } from '../../../stack/database/media/models';
import { markTaken, untakenResult } from '../../../stack/database/media/results';
import { type NewAsset, storeAsset } from '../../../stack/database/media/store-asset';
import { ensureIndex } from '../../../stack/database/media/vectors';
import { inTransaction } from '../../../stack/database/transaction';
import type { GatewayParts } from '../parts';
import { assetOf } from './asset-of';
import { clusterTransaction } from './cluster-store';
import { duplicateSource } from './duplicate-source';
import type { EngineSide } from './engine-side';
import type { PhashMemory } from './phash-memory';
import { placeName } from './place-names';
import type { Turns } from './turns';

/** While files are being accepted without a pause, ten results a second are taken over all the same. */
const mostPatienceMs = 100;

export interface TakeOverParts {
  parts: Pick<GatewayParts, 'database' | 'threads' | 'log' | 'intake'>;
  turns: Turns;
  engine: Pick<EngineSide, 'activeModel'>;
  hashes: PhashMemory;
  /** Without pgvector assets are kept all the same, and found by words. */
  hasVectors: boolean;
  /** Cosine to a centre from which on an asset belongs to the cluster. */
  threshold: number;
}

/** @returns what takes one over; it throws what the database says */
export function createTakeOver(given: TakeOverParts): (jobId: string) => Promise<void> {
  const { parts, turns, hashes, hasVectors, threshold } = given;
  const { database } = parts;
  const prepared = new Map<string, ModelFacts>();

  async function prepare(model: string): Promise<void> {
    if (prepared.has(model)) return;
    await ensureIndex(database, model);
    const facts = factsOf(model, given.engine);
    await noteModel(database, facts, Date.now());
    prepared.set(model, facts);
  }

  return async (jobId) => {
    const result = await untakenResult(database, jobId);
    if (!result) return;
    const output = AllocatorOutput.parse(result.output);
    const place = output.gps ? await placeName(parts, output.gps) : null;
    const asset = assetOf(result, output, place);
    await turns.take(async () => {
      await parts.intake.lull(mostPatienceMs);
      if (hasVectors) for (const model of modelsOf(asset)) await prepare(model);
      const at = Date.now();
      const alike = await likenesses(asset);
      const write = async (client: PoolClient) => {
        await storeAsset(client, hasVectors ? asset : { ...asset, vectors: [] });
        await wantExtras(client, asset.id, asset.facts.kind);
        if (hasVectors)
          for (const model of modelsOf(asset))
            await allocate(
              clusterTransaction(client, at),
              { assetId: asset.id, model, vector: meanOf(asset, model) },
              threshold,
            );
        await storePairs(
          client,
          asset.id,
          alike.map(({ other, judgement }) => ({ otherId: other.id, ...judgement })),
          at,
        );
        await markTaken(client, jobId, { assetId: asset.id, problem: null, at });
      };
      // What a crash undoes of it is found untaken, and taken over again.
      await inTransaction(database.pool, write, { flush: 'later' });
      hashes.add(asset.id, BigInt(`0x${output.fingerprint.phash}`));
    });
  };

  /** Before the transaction: candidates are looked for with the index, which takes a transaction of its own. */
  async function likenesses(asset: NewAsset): Promise<Awaited<ReturnType<typeof findDuplicates>>> {
    const [model] = modelsOf(asset);
    const known = model === undefined ? null : prepared.get(model);
    if (!known || !hasVectors) return [];
    const vector = meanOf(asset, known.id);
    const { id, fileName, importedAt, facts } = asset;
    return findDuplicates(
      { ...facts, id, fileName, importedAt },
      duplicateSource(database, hashes, () => vector),
      known,
    );
  }
}

function modelsOf({ vectors }: NewAsset): Set<string> {
  return new Set(vectors.map(({ model }) => model));
}

function meanOf({ vectors }: NewAsset, model: string): Float32Array {
  const own = vectors.filter((one) => one.model === model).map(({ vector }) => vector);
  return normalised(own.reduce((sum, vector) => combined(1, sum, 1, vector)));
}

/** A result can be of a model that the engine no longer runs: then its thresholds are the present one's. */
function factsOf(model: string, engine: Pick<EngineSide, 'activeModel'>): ModelFacts {
  const { active } = engine.activeModel();
  return active.id === model ? active : { ...active, id: model, title: model, text: false };
}
