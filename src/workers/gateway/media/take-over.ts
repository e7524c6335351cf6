/** Takes one result over: the asset, its words and vectors, its place among the clusters, its likenesses. */
import { AllocatorOutput, type ModelFacts } from '#contract/allocator';
import { allocate } from '../../../engines/allocator/clusters/allocation';
import { findDuplicates } from '../../../engines/allocator/duplicates/find-duplicates';
import { combined, normalised } from '../../../engines/allocator/vector';
import { wantExtras } from '../../../stack/database/media/extras';
import { storePairs } from '../../../stack/database/media/pair-rows';
import { noteModel } from '../../../stack/database/media/models';
import { neighbours, type Neighbour } from '../../../stack/database/media/neighbours';
import { markTaken, untakenResult } from '../../../stack/database/media/results';
import { type NewAsset, storeAsset } from '../../../stack/database/media/store-asset';
import { ensureIndex } from '../../../stack/database/media/vectors';
import { Writes } from '../../../stack/database/writes';
import type { GatewayParts } from '../parts';
import { assetOf } from './asset-of';
import { clusterPlan } from './cluster-store';
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
      const models = hasVectors ? modelsOf(asset) : [];
      for (const model of models) await prepare(model);
      await put(asset, models);
      hashes.add(asset.id, BigInt(`0x${output.fingerprint.phash}`));
    });
  };

  /** All that is to be known is read first, and all that is new written at once: the store serves one at a time. */
  async function put(asset: NewAsset, models: readonly string[]): Promise<void> {
    const at = Date.now();
    const writes = new Writes();
    storeAsset(writes, hasVectors ? asset : { ...asset, vectors: [] });
    wantExtras(writes, asset.id, asset.facts.kind);
    for (const [k, model] of models.entries()) {
      const vector = meanOf(asset, model);
      const near = await neighbours(database.pool, { model, vector });
      const subject = { assetId: asset.id, model, vector };
      await allocate(clusterPlan(database, writes, { near, at }), subject, threshold);
      const known = prepared.get(model);
      if (k === 0 && known)
        storePairs(writes, asset.id, await likenesses(asset, known, { vector, near }), { model, at });
    }
    if (models.length === 0) {
      // Copies are told by their hashes all the same.
      const { active } = given.engine.activeModel();
      storePairs(writes, asset.id, await likenesses(asset, active, null), { model: active.id, at });
    }
    markTaken(writes, asset.jobId, { assetId: asset.id, problem: null, at });
    // What a crash undoes of it is found untaken, and taken over again.
    await writes.run(database.pool, { flush: 'later' });
  }

  async function likenesses(
    { id, fileName, importedAt, facts }: NewAsset,
    model: ModelFacts,
    around: { vector: Float32Array; near: readonly Neighbour[] } | null,
  ) {
    const source = duplicateSource(database, hashes, around);
    const found = await findDuplicates({ ...facts, id, fileName, importedAt }, source, model);
    return found.map(({ other, judgement }) => ({ otherId: other.id, ...judgement }));
  }
}

function modelsOf({ vectors }: NewAsset): string[] {
  return [...new Set(vectors.map(({ model }) => model))];
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
