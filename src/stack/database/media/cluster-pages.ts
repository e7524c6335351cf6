/** Clusters as the board shows them, where one asset lies, and which models know it. */
import type { AssetTile, Allocation } from '#contract/media/assets';
import type { Cluster, ClusterQuery } from '#contract/media/clusters';
import { toText } from '../jsonb';
import type { Database } from '../open';
import { tileColumns } from './asset-rows';
import { SqlArguments } from '../sql-arguments';

const shownCovers = 4;

const columns = `c.id, c.model, c.name, c.size, c.pinned, c.created_at as "createdAt", c.updated_at as "updatedAt",
  c.sum_norm / greatest(c.size, 1) as cohesion`;

const orders = {
  size: 'c.size desc, c.id',
  newest: 'c.updated_at desc, c.id',
  name: 'lower(c.name) nulls last, c.size desc, c.id',
} as const;

export async function clusterPage(
  database: Database,
  model: string,
  query: ClusterQuery,
): Promise<{ rows: Cluster[]; total: number; alone: number }> {
  const args = new SqlArguments();
  const where = [`c.model = ${args.add(model)}`, `c.size >= ${args.add(query.minSize)}::int`];
  const search = query.search?.trim() ?? '';
  if (search !== '')
    where.push(`c.name ilike ${args.add(`%${toText(search).replaceAll(/[\\%_]/g, (one) => `\\${one}`)}%`)}`);
  const condition = where.join(' and ');
  const counted = [...args.values];
  const page = await database.pool.query<Omit<Cluster, 'covers'>>(
    `select ${columns} from flightline.clusters c where ${condition}
     order by ${orders[query.sort]} offset ${args.add(query.offset)}::int limit ${args.add(query.limit)}::int`,
    args.values,
  );
  const total = await database.pool.query<{ total: number }>(
    `select count(*)::int as total from flightline.clusters c where ${condition}`,
    counted,
  );
  const alone = await database.pool.query<{ alone: number }>(
    'select coalesce(sum(c.size), 0)::int as alone from flightline.clusters c where c.model = $1 and c.size < $2',
    [model, query.minSize],
  );
  return {
    rows: await withCovers(database, page.rows),
    total: total.rows[0]?.total ?? 0,
    alone: alone.rows[0]?.alone ?? 0,
  };
}

export async function clusterById(database: Database, id: string): Promise<Cluster | null> {
  const found = await database.pool.query<Omit<Cluster, 'covers'>>(
    `select ${columns} from flightline.clusters c where c.id = $1`,
    [id],
  );
  return (await withCovers(database, found.rows))[0] ?? null;
}

async function withCovers(
  database: Database,
  clusters: readonly Omit<Cluster, 'covers'>[],
): Promise<Cluster[]> {
  const found = await database.pool.query<AssetTile & { clusterId: string }>(
    `select x.* from unnest($1::uuid[]) as wanted(cluster_id) cross join lateral (
       select c.id as "clusterId", ${tileColumns} from flightline.clusters c
       join flightline.cluster_members m on m.cluster_id = c.id join flightline.assets a on a.id = m.asset_id
       where c.id = wanted.cluster_id
       order by a.hidden_at is not null, a.id is not distinct from c.cover_id desc, a.sharpness desc, a.id
       limit ${shownCovers}) x`,
    [clusters.map(({ id }) => id)],
  );
  const covers = new Map<string, AssetTile[]>();
  for (const { clusterId, ...tile } of found.rows)
    covers.set(clusterId, [...(covers.get(clusterId) ?? []), tile]);
  return clusters.map((cluster) => ({ ...cluster, covers: covers.get(cluster.id) ?? [] }));
}

/** Null while the asset lies in no cluster of the model. */
export async function allocationOf(
  database: Database,
  model: string,
  assetId: string,
): Promise<Omit<Allocation, 'threshold'> | null> {
  const found = await database.pool.query<Omit<Allocation, 'threshold'>>(
    `select c.id as "clusterId", c.name as "clusterName", c.size as "clusterSize",
       c.cover_id is not distinct from m.asset_id as "isCover", m.pinned as "byHand",
       m.joined_at as "joinedAt", (select -(l2_normalize(avg(v.vec)) <#> z.centroid) from flightline.asset_vectors v
         where v.model = m.model and v.asset_id = m.asset_id) as score
     from flightline.cluster_members m join flightline.clusters c on c.id = m.cluster_id
     join flightline.cluster_centroids z on z.cluster_id = c.id
     where m.model = $1 and m.asset_id = $2`,
    [model, assetId],
  );
  return found.rows[0] ?? null;
}

export async function modelsOf(database: Database, assetId: string): Promise<string[]> {
  const found = await database.pool.query<{ model: string }>(
    'select distinct model from flightline.asset_vectors where asset_id = $1 order by model',
    [assetId],
  );
  return found.rows.map(({ model }) => model);
}
