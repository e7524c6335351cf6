/** The assets around a vector: among them are what it is a copy of, and the cluster it belongs to. */
import type { PoolClient } from 'pg';
import { prepared } from '../prepared';
import { modelLiteral, vectorBytes } from './vectors';

/** As many vectors are looked at, several of one video perhaps. The index's usual beam finds that many. */
export const lookedAt = 40;

export interface Neighbour {
  assetId: string;
  /** -1..1. */
  cosine: number;
  /** Put away as the lesser of two. */
  hidden: boolean;
  clusterId: string | null;
}

/** Of each vector of the model that is looked at, nearest first. */
export async function neighbours(
  client: Pick<PoolClient, 'query'>,
  { model, vector }: { model: string; vector: Float32Array },
): Promise<Neighbour[]> {
  const found = await client.query<Neighbour>(
    prepared(
      `select near.id as "assetId", near.cosine, a.hidden_at is not null as hidden, m.cluster_id as "clusterId"
     from (select v.asset_id as id, -(v.vec <#> $1::vector) as cosine
           from flightline.asset_vectors v where v.model = ${modelLiteral(model)}
           order by v.vec <#> $1::vector limit ${lookedAt}) near
     join flightline.assets a on a.id = near.id
     left join flightline.cluster_members m on m.model = $2 and m.asset_id = near.id
     order by near.cosine desc, near.id`,
      [vectorBytes(vector), model],
    ),
  );
  return found.rows;
}
