/** Clusters and their members in the database: what allocation, tidying and acts of operators read and write. */
import type { PoolClient } from 'pg';
import type { Database } from '../open';
import { prepared } from '../prepared';
import { Writes } from '../writes';
import type { Neighbour } from './neighbours';
import { neighbours } from './neighbours';
import { modelLiteral, parseVector, vectorBytes, vectorTable } from './vectors';

/** A connection, or the pool of them. */
type Queryable = Pick<PoolClient, 'query'>;

export interface ClusterRow {
  id: string;
  model: string;
  /** Of length 1. */
  centroid: Float32Array;
  /** Length of the sum of the members' vectors. */
  sumNorm: number;
  size: number;
  pinned: boolean;
}

export interface MemberRow {
  assetId: string;
  /** Of length 1: the mean of the asset's frames. */
  vector: Float32Array;
  pinned: boolean;
}

interface Stored extends Omit<ClusterRow, 'centroid'> {
  centroid: Buffer;
}

/** A name is an operator's: such a cluster stays as if it were pinned. */
const columns = `c.id, c.model, c.sum_norm as "sumNorm", c.size, c.pinned or c.name is not null as pinned, vector_send(z.centroid) as centroid`;
const source = 'flightline.clusters c join flightline.cluster_centroids z on z.cluster_id = c.id';

const fromStored = (row: Stored): ClusterRow => ({ ...row, centroid: parseVector(row.centroid) });

/**
 * Clusters by cosine of their centres, among those that the nearest assets lie in: a centre as near as a threshold has
 * members about as near, and so the vectors' index serves for centres, which move with every member and would make an
 * index of their own dear.
 */
export async function nearestClusters(
  client: Queryable,
  { model, vector, limit, near }: { model: string; vector: Float32Array; limit: number; near?: Neighbour[] },
): Promise<{ cluster: ClusterRow; cosine: number }[]> {
  const assets = near ?? (await neighbours(client, { model, vector }));
  const ids = new Set(assets.flatMap(({ clusterId }) => clusterId ?? []));
  if (ids.size === 0) return [];
  const found = await client.query<Stored & { cosine: number }>(
    prepared(
      `select ${columns}, -(z.centroid <#> $1::vector) as cosine from ${source}
     where c.id = any($2::uuid[]) order by cosine desc, c.id limit $3`,
      [vectorBytes(vector), [...ids], limit],
    ),
  );
  return found.rows.map(({ cosine, ...row }) => ({ cluster: fromStored(row), cosine }));
}

export async function findCluster(client: PoolClient, id: string): Promise<ClusterRow | null> {
  const found = await client.query<Stored>(`select ${columns} from ${source} where c.id = $1`, [id]);
  return found.rows[0] ? fromStored(found.rows[0]) : null;
}

export async function placeOf(
  client: Queryable,
  model: string,
  assetId: string,
): Promise<{ clusterId: string; pinned: boolean } | null> {
  const found = await client.query<{ clusterId: string; pinned: boolean }>(
    prepared(
      `select cluster_id as "clusterId", pinned from flightline.cluster_members where model = $1 and asset_id = $2`,
      [model, assetId],
    ),
  );
  return found.rows[0] ?? null;
}

export async function membersOf(client: PoolClient, clusterId: string): Promise<MemberRow[]> {
  const found = await client.query<{ assetId: string; pinned: boolean; vector: Buffer }>(
    `select m.asset_id as "assetId", m.pinned, vector_send(l2_normalize(avg(v.vec))) as vector
     from flightline.cluster_members m
     join flightline.asset_vectors v on v.model = m.model and v.asset_id = m.asset_id
     where m.cluster_id = $1 group by m.asset_id, m.pinned order by m.asset_id`,
    [clusterId],
  );
  return found.rows.map((row) => ({ ...row, vector: parseVector(row.vector) }));
}

/** Name, cover and times stay. */
export function saveClusters(writes: Writes, clusters: readonly ClusterRow[], at: number): void {
  if (clusters.length === 0) return;
  const ids = writes.add(clusters.map(({ id }) => id));
  const columns = [
    `${ids}::uuid[]`,
    `${writes.add(clusters.map(({ model }) => model))}::text[]`,
    `${writes.add(clusters.map(({ size }) => size))}::int[]`,
    `${writes.add(clusters.map(({ sumNorm }) => sumNorm))}::float8[]`,
    `${writes.add(clusters.map(({ pinned }) => pinned))}::boolean[]`,
  ];
  const time = `${writes.add(at)}::bigint`;
  writes.put(
    `insert into flightline.clusters as c (id, model, size, sum_norm, pinned, created_at, updated_at, touched_at)
     select id, model, size, norm, pinned, ${time}, ${time}, ${time}
     from unnest(${columns.join(', ')}) as x(id, model, size, norm, pinned)
     on conflict (id) do update set size = excluded.size, sum_norm = excluded.sum_norm,
       pinned = excluded.pinned and (c.pinned or c.name is null), updated_at = excluded.updated_at, touched_at = excluded.touched_at`,
  );
  const centroids = vectorTable(
    clusters.map(({ centroid }) => centroid),
    (value) => writes.add(value),
  );
  writes.put(
    `insert into flightline.cluster_centroids (cluster_id, centroid)
     select x.id, v.vec from unnest(${ids}::uuid[]) with ordinality as x(id, k) join ${centroids} v using (k)
     on conflict (cluster_id) do update set centroid = excluded.centroid`,
  );
}

/** No pass merges or splits them from now on. */
export async function pinClusters(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query('update flightline.clusters set pinned = true where id = any($1::uuid[])', [ids]);
}

export async function removeClusters(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query('delete from flightline.clusters where id = any($1::uuid[])', [ids]);
}

/** Into clusters of the model, out of those where they were. */
export function assignMembers(
  writes: Writes,
  model: string,
  members: readonly { clusterId: string; assetId: string; pinned: boolean }[],
  at: number,
): void {
  if (members.length === 0) return;
  const columns = [
    `${writes.add(members.map(({ clusterId }) => clusterId))}::uuid[]`,
    `${writes.add(members.map(({ assetId }) => assetId))}::uuid[]`,
    `${writes.add(members.map(({ pinned }) => pinned))}::boolean[]`,
  ];
  writes.put(
    `insert into flightline.cluster_members (model, asset_id, cluster_id, pinned, joined_at)
     select ${writes.add(model)}::text, asset_id, cluster_id, pinned, ${writes.add(at)}::bigint
     from unnest(${columns.join(', ')}) as x(cluster_id, asset_id, pinned)
     on conflict (model, asset_id) do update set cluster_id = excluded.cluster_id, pinned = excluded.pinned,
       joined_at = excluded.joined_at`,
  );
}

/** Changed since they were last tidied, oldest change first. */
export async function touchedClusters(
  client: PoolClient,
  model: string,
  limit: number,
): Promise<ClusterRow[]> {
  const found = await client.query<Stored>(
    `select ${columns} from ${source} where c.model = $1 and c.touched_at is not null order by c.touched_at, c.id limit $2`,
    [model, limit],
  );
  return found.rows.map(fromStored);
}

export async function markTidied(client: PoolClient, ids: readonly string[]): Promise<void> {
  await client.query('update flightline.clusters set touched_at = null where id = any($1::uuid[])', [ids]);
}

const membersAtOnce = 500;

interface Paged {
  assetId: string;
  importedAt: number;
  pinned: boolean;
  clusterId: string | null;
  /** Null for an asset that has no vector of the model. */
  vector: Buffer | null;
}

/** Every asset with a vector of the model, in the order of import. */
export async function* everyMember(
  database: Database,
  model: string,
): AsyncGenerator<MemberRow & { clusterId: string | null }> {
  let after: [number, string] = [-1, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const { rows } = await database.pool.query<Paged>(
      `select a.id as "assetId", a.imported_at as "importedAt", coalesce(m.pinned, false) as pinned,
         m.cluster_id as "clusterId", vector_send(l2_normalize(avg(v.vec))) as vector
       from (select id, imported_at from flightline.assets where (imported_at, id) > ($2::bigint, $3::uuid)
             order by imported_at, id limit ${membersAtOnce}) a
       left join flightline.asset_vectors v on v.model = ${modelLiteral(model)} and v.asset_id = a.id
       left join flightline.cluster_members m on m.model = $1 and m.asset_id = a.id
       group by a.id, a.imported_at, m.pinned, m.cluster_id order by a.imported_at, a.id`,
      [model, ...after],
    );
    for (const { assetId, pinned, clusterId, vector } of rows)
      if (vector !== null) yield { assetId, pinned, clusterId, vector: parseVector(vector) };
    const last = rows.at(-1);
    if (!last) return;
    after = [last.importedAt, last.assetId];
  }
}

/** Puts a whole arrangement in place of the model's old one. Names, covers and pins of clusters that stay are kept. */
export async function replaceArrangement(
  client: PoolClient,
  model: string,
  arrangement: readonly { cluster: ClusterRow; members: readonly { assetId: string; pinned: boolean }[] }[],
  at: number,
): Promise<void> {
  const ids = arrangement.map(({ cluster }) => cluster.id);
  const groupSize = 500;
  for (let from = 0; from < arrangement.length; from += groupSize) {
    const group = arrangement.slice(from, from + groupSize);
    const writes = new Writes();
    saveClusters(
      writes,
      group.map(({ cluster }) => cluster),
      at,
    );
    assignMembers(
      writes,
      model,
      group.flatMap(({ cluster, members }) =>
        members.map((member) => ({ ...member, clusterId: cluster.id })),
      ),
      at,
    );
    await writes.run(client);
  }
  await client.query('delete from flightline.clusters where model = $1 and id <> all($2::uuid[])', [
    model,
    ids,
  ]);
}

/** Gives names and pins of one model's clusters to those of another that hold most of the same assets. */
export async function inheritNames(client: PoolClient, from: string, to: string): Promise<void> {
  await client.query(
    `with shared as (
       select o.id as old_id, n.cluster_id as new_id, count(*) as members
       from flightline.clusters o
       join flightline.cluster_members m on m.cluster_id = o.id
       join flightline.cluster_members n on n.model = $2 and n.asset_id = m.asset_id
       where o.model = $1 and (o.name is not null or o.pinned) group by o.id, n.cluster_id
     ), best as (
       select distinct on (new_id) new_id, old_id from (
         select distinct on (old_id) old_id, new_id, members from shared order by old_id, members desc, new_id) x
       order by new_id, members desc, old_id
     )
     update flightline.clusters c set name = o.name, pinned = o.pinned
     from best b join flightline.clusters o on o.id = b.old_id
     where c.id = b.new_id and c.name is null`,
    [from, to],
  );
}

/** Clusters that were named or pinned: no pass takes them apart. */
export async function pinnedClusters(database: Database, model: string): Promise<ClusterRow[]> {
  const found = await database.pool.query<Stored>(
    `select ${columns} from ${source} where c.model = $1 and (c.pinned or c.name is not null) order by c.id`,
    [model],
  );
  return found.rows.map(fromStored);
}
