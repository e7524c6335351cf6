/** Vectors in the database: how they are written, their index for each model, and the nearest of them. */
import type { PoolClient } from 'pg';
import { ModelId } from '#contract/allocator';
import { FlightlineError } from '#contract/errors';
import type { Database } from '../open';

/**
 * Width of the index's search beam. Measured on 100,000 clustered vectors of 512: 100 finds all of the ten nearest.
 * Above 1000 pgvector refuses.
 */
const leastBeam = 100;
const mostBeam = 400;

/** As pgvector reads it. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}

/** From what pgvector writes. */
export function parseVector(text: string): Float32Array {
  return Float32Array.from(JSON.parse(text) as number[]);
}

/** A model's name as a literal: the condition of its index has to be a constant. Its letters are harmless. */
export function modelLiteral(model: string): string {
  return `'${ModelId.parse(model)}'`;
}

/** @returns whether the server has pgvector; without it there is no similarity */
export async function makeVectorTables(database: Database): Promise<boolean> {
  const found = await database.pool.query<{ made: boolean }>(
    'select flightline.make_vector_tables() as made',
  );
  return found.rows[0]?.made === true;
}

/** @throws FlightlineError `NOT_READY` */
export function assertVectors(available: boolean): void {
  if (!available)
    throw new FlightlineError(
      'NOT_READY',
      'The PostgreSQL server has no pgvector, which similarity needs. Install it there, then restart Flightline.',
    );
}

const indexName = (model: string) => `asset_vectors_${model.replaceAll(/[.-]/g, '_')}`;

/** Makes the model's index unless it is there; at once while there are no vectors of it. */
export async function ensureIndex(database: Database, model: string): Promise<void> {
  await database.pool.query(
    `create index if not exists ${indexName(model)} on flightline.asset_vectors
     using hnsw (vec vector_ip_ops) with (m = 16, ef_construction = 64) where model = ${modelLiteral(model)}`,
  );
}

export async function indexedModels(database: Database): Promise<Set<string>> {
  const found = await database.pool.query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = 'flightline' and tablename = 'asset_vectors'`,
  );
  return new Set(found.rows.map(({ name }) => name));
}

export function isIndexed(names: ReadonlySet<string>, model: string): boolean {
  return names.has(indexName(model));
}

/**
 * Has the index searched widely enough for `rows` rows, and on when a condition leaves too few, inside a transaction that is
 * open. The settings of pgvector are the session's, and the embedded store has one session for all: so they are set for the
 * transaction only.
 */
export async function widen(client: PoolClient, rows: number): Promise<void> {
  const beam = Math.min(mostBeam, Math.max(leastBeam, rows));
  await client.query(
    `set local hnsw.ef_search = ${beam}; set local hnsw.iterative_scan = relaxed_order; set local hnsw.max_scan_tuples = 200000`,
  );
}
