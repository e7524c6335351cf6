/** Vectors in the database: how they are written, their index for each model, and the nearest of them. */
import type { PoolClient } from 'pg';
import { ModelId } from '#contract/allocator';
import { FlightlineError } from '#contract/errors';
import type { Database } from '../open';
import { usualBeam } from '../session';

/** Above 1000 pgvector refuses. */
const mostBeam = 400;

/** As pgvector sends and receives it: the number of figures, two bytes of nothing, then each in four. */
export function vectorBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes + 4 * vector.length);
  bytes.writeUInt16BE(vector.length, 0);
  bytes.writeUInt16BE(0, 2);
  for (let k = 0; k < vector.length; k++) bytes.writeFloatBE(vector[k] ?? 0, headBytes + 4 * k);
  return bytes;
}

/** From `vector_send`. */
export function parseVector(bytes: Buffer): Float32Array {
  const vector = new Float32Array((bytes.length - headBytes) / 4);
  for (let k = 0; k < vector.length; k++) vector[k] = bytes.readFloatBE(headBytes + 4 * k);
  return vector;
}

const headBytes = 4;

/** As pgvector reads it. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}

/** A table of `k`, from 1, and `vec`. One goes as bytes, which spares the store 512 figures to read; a list has to be of texts. */
export function vectorTable(vectors: readonly Float32Array[], add: (value: unknown) => string): string {
  const [only, ...others] = vectors;
  return only && others.length === 0
    ? `(select 1::bigint as k, ${add(vectorBytes(only))}::vector as vec)`
    : `(select x.k, x.v::vector as vec from unnest(${add(vectors.map(vectorText))}::text[]) with ordinality as x(v, k))`;
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

/** Whether they were made, asked of a database that answers. */
export async function hasVectorTables({ pool }: Database): Promise<boolean> {
  const found = await pool.query<{ made: boolean }>(
    "select to_regclass('flightline.asset_vectors') is not null as made",
  );
  return found.rows[0]?.made === true;
}

/** @throws FlightlineError `DATABASE_UNSUITABLE` */
export function assertVectors(available: boolean): void {
  if (!available)
    throw new FlightlineError(
      'DATABASE_UNSUITABLE',
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

/** Has the index searched more widely than usual where more rows are wanted than that gives; until the transaction ends. */
export async function widen(client: PoolClient, rows: number): Promise<void> {
  if (rows > usualBeam) await client.query(`set local hnsw.ef_search = ${Math.min(mostBeam, rows)}`);
}
