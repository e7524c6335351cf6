/** Puts clusters right after members came or went. */
import type { PoolClient } from 'pg';
import * as rows from '../../../stack/database/media/cluster-rows';
import { write } from '../../../stack/database/writes';
import { recentred } from './recentre';

/** Centre and size follow the members; a cluster that nobody is left in goes. */
export async function settle(client: PoolClient, ids: readonly string[]): Promise<void> {
  for (const id of new Set(ids)) {
    const cluster = await rows.findCluster(client, id);
    if (!cluster) continue;
    const members = await rows.membersOf(client, id);
    if (members.length === 0) await rows.removeClusters(client, [id]);
    else
      await write(client, (writes) => rows.saveClusters(writes, [recentred(cluster, members)], Date.now()));
  }
}
