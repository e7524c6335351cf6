/** The engine's view of kept clusters, on the database. */
import type { PoolClient } from 'pg';
import type { ClusterStore, ClusterTransaction } from '../../../engines/allocator/clusters/cluster-store';
import * as rows from '../../../stack/database/media/cluster-rows';
import type { Database } from '../../../stack/database/open';
import { inTransaction } from '../../../stack/database/transaction';

export function clusterTransaction(client: PoolClient, at = Date.now()): ClusterTransaction {
  return {
    nearest: (model, vector, limit) => rows.nearestClusters(client, { model, vector, limit }),
    find: (id) => rows.findCluster(client, id),
    placeOf: (model, assetId) => rows.placeOf(client, model, assetId),
    members: (id) => rows.membersOf(client, id),
    save: (cluster) => rows.saveClusters(client, [cluster], at),
    remove: (id) => rows.removeClusters(client, [id]),
    assign: (clusterId, members) =>
      rows.assignMembers(
        client,
        members.map((member) => ({ ...member, clusterId })),
        at,
      ),
    touched: (model, limit) => rows.touchedClusters(client, model, limit),
    tidied: (ids) => rows.markTidied(client, ids),
  };
}

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
