/** One vector for each asset: its own, or the direction of its frames' mean. */
import type { PoolClient } from 'pg';
import type { Database } from '../open';
import { modelLiteral, parseVector } from './vectors';

/** Those of the assets that have vectors of the model; of length 1. */
export async function meanVectors(
  database: Pick<Database, 'pool'> | { pool: Pick<PoolClient, 'query'> },
  model: string,
  ids: readonly string[],
): Promise<{ id: string; vector: Float32Array }[]> {
  const found = await database.pool.query<{ id: string; vector: Buffer }>(
    `select v.asset_id as id, vector_send(l2_normalize(avg(v.vec))) as vector from flightline.asset_vectors v
     where v.model = ${modelLiteral(model)} and v.asset_id = any($1::uuid[]) group by v.asset_id`,
    [ids],
  );
  return found.rows.map(({ id, vector }) => ({ id, vector: parseVector(vector) }));
}
