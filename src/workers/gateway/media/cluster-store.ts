/** The engine's view of kept clusters, on the database. */
import type { PoolClient } from 'pg';
import type {
  Cluster,
  ClusterStore,
  ClusterTransaction,
  Member,
} from '../../../engines/allocator/clusters/cluster-store';
import * as rows from '../../../stack/database/media/cluster-rows';
import type { Neighbour } from '../../../stack/database/media/neighbours';
import type { Database } from '../../../stack/database/open';
import { inTransaction } from '../../../stack/database/transaction';
import type { Writes } from '../../../stack/database/writes';
import { write } from '../../../stack/database/writes';

export function clusterTransaction(client: PoolClient, at = Date.now()): ClusterTransaction {
  return {
    nearest: (model, vector, limit) => rows.nearestClusters(client, { model, vector, limit }),
    find: (id) => rows.findCluster(client, id),
    placeOf: (model, assetId) => rows.placeOf(client, model, assetId),
    members: (id) => rows.membersOf(client, id),
    save: (cluster) => write(client, (writes) => rows.saveClusters(writes, [cluster], at)),
    remove: (id) => rows.removeClusters(client, [id]),
    assign: (cluster, members) => write(client, (writes) => assign(writes, cluster, members, at)),
    touched: (model, limit) => rows.touchedClusters(client, model, limit),
    tidied: (ids) => rows.markTidied(client, ids),
  };
}

/** For putting one asset into its place: reads at once, and leaves what is to be written to the caller. */
export function clusterPlan(
  database: Database,
  writes: Writes,
  { near, at }: { near: Neighbour[]; at: number },
): Pick<ClusterTransaction, 'placeOf' | 'nearest' | 'save' | 'assign'> {
  return {
    placeOf: (model, assetId) => rows.placeOf(database.pool, model, assetId),
    nearest: (model, vector, limit) => rows.nearestClusters(database.pool, { model, vector, limit, near }),
    save: (cluster) => Promise.resolve(rows.saveClusters(writes, [cluster], at)),
    assign: (cluster, members) => Promise.resolve(assign(writes, cluster, members, at)),
  };
}

const assign = (
  writes: Writes,
  { id, model }: Pick<Cluster, 'id' | 'model'>,
  members: readonly Pick<Member, 'assetId' | 'pinned'>[],
  at: number,
) =>
  rows.assignMembers(
    writes,
    model,
    members.map((member) => ({ ...member, clusterId: id })),
    at,
  );

/** One writer at a time is the caller's affair: every change of the library takes its turn. */
export function clusterStore(database: Database): ClusterStore {
  return {
    transaction: (work) => inTransaction(database.pool, (client) => work(clusterTransaction(client))),
    everyMember: (model) => rows.everyMember(database, model),
    replaceAll: (model, arrangement) =>
      inTransaction(database.pool, (client) =>
        rows.replaceArrangement(client, model, arrangement, Date.now()),
      ),
  };
}
