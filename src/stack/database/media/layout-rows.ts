/** What a plan of folders is made of: the assets of each cluster. */
import type { Database } from '../open';

export interface LaidOut {
  clusterId: string;
  clusterName: string | null;
  assetId: string;
  sha256: string;
  fileName: string;
  sizeBytes: number;
  day: string;
}

/** Clusters of at least `minSize`, largest first; within one the oldest asset first. Hidden ones are left out. */
export async function clusteredAssets(
  database: Database,
  model: string,
  minSize: number,
): Promise<LaidOut[]> {
  const found = await database.pool.query<LaidOut>(
    `select c.id as "clusterId", c.name as "clusterName", a.id as "assetId", a.sha256, a.file_name as "fileName",
       a.size_bytes as "sizeBytes", a.day::text as day
     from flightline.clusters c join flightline.cluster_members m on m.cluster_id = c.id
     join flightline.assets a on a.id = m.asset_id
     where c.model = $1 and c.size >= $2 and a.hidden_at is null
     order by c.size desc, c.id, a.taken_at, a.id`,
    [model, minSize],
  );
  return found.rows;
}
