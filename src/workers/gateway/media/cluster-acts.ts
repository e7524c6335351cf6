/** What operators do to clusters: name, pin, cover, merge, move. Each act may be carried out twice. */
import type { PoolClient } from 'pg';
import { FlightlineError } from '#contract/errors';
import type { ClusterActAnswer } from '#contract/media/clusters';
import type { MediaService } from '#contract/services/media';
import { meanVectors } from '../../../stack/database/media/mean-vectors';
import * as rows from '../../../stack/database/media/cluster-rows';
import type { MemberRow } from '../../../stack/database/media/cluster-rows';
import { undoableActs, undoably } from '../../../stack/database/media/cluster-undo';
import { inTransaction } from '../../../stack/database/transaction';
import { write } from '../../../stack/database/writes';
import type { GatewayParts } from '../parts';
import { settle } from './settle';
import type { Turns } from './turns';
import { undoMove } from './undo-move';

type ClusterActs = Pick<
  MediaService,
  | 'nameCluster'
  | 'pinCluster'
  | 'coverCluster'
  | 'mergeClusters'
  | 'moveAssets'
  | 'undoClusters'
  | 'undoableActs'
>;

export interface ClusterActParts {
  parts: Pick<GatewayParts, 'acts' | 'database'>;
  turns: Turns;
  /** @throws FlightlineError `NOT_READY` while there is none */
  modelId: () => Promise<string>;
  onChange: () => void;
}

export function createClusterActs({ parts, turns, modelId, onChange }: ClusterActParts): ClusterActs {
  const { acts, database } = parts;

  const change = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    turns.take(async () => {
      const answer = await inTransaction(database.pool, work);
      onChange();
      return answer;
    });

  const setField = (column: 'name' | 'pinned' | 'cover_id') => (subject: { id: string; value: unknown }) =>
    change(async (client): Promise<ClusterActAnswer> => {
      const updated = await client.query(
        `update flightline.clusters set ${column} = $2, updated_at = $3 where id = $1`,
        [subject.id, subject.value, Date.now()],
      );
      if (updated.rowCount === 0) throw noCluster(subject.id);
      return { clusterId: subject.id, moved: 0 };
    });
  const name = acts.define('media.cluster-name', setField('name'));
  const pin = acts.define('media.cluster-pin', setField('pinned'));
  const cover = acts.define('media.cluster-cover', setField('cover_id'));

  const merge = acts.define(
    'media.cluster-merge',
    ({ intoId, ids, actKey }: { intoId: string; ids: string[]; actKey?: string }) =>
      change(async (client) => {
        const into = await rows.findCluster(client, intoId);
        if (!into) throw noCluster(intoId);
        const members: MemberRow[] = [];
        for (const id of new Set(ids.filter((one) => one !== intoId))) {
          const other = await rows.findCluster(client, id);
          if (!other) continue; // merged by the first half of this very act, or by a pass since
          if (other.model !== into.model)
            throw new FlightlineError('CONFLICT', 'Clusters of two models cannot be merged.');
          members.push(...(await rows.membersOf(client, id)));
        }
        const assetIds = members.map(({ assetId }) => assetId);
        await undoably(client, { key: actKey ?? '', model: into.model, assetIds }, async () => {
          const moved = assetIds.map((assetId) => ({ assetId, clusterId: intoId, pinned: true }));
          await write(client, (writes) => rows.assignMembers(writes, into.model, moved, Date.now()));
          await settle(client, [intoId, ...ids]);
        });
        return { clusterId: intoId, moved: members.length };
      }),
  );

  const move = acts.define(
    'media.assets-move',
    (subject: { assetIds: string[]; clusterId: string | null; newId: string; model: string }) =>
      change(async (client) => {
        const vectors = await meanVectors({ pool: client }, subject.model, subject.assetIds);
        const [first] = vectors;
        if (!first)
          throw new FlightlineError('NOT_FOUND', 'None of these assets has a vector of the present model.');
        const target = subject.clusterId ?? subject.newId;
        const existing = await rows.findCluster(client, target);
        if (!existing && subject.clusterId !== null) throw noCluster(target);
        const { newId: key, model, assetIds } = subject;
        const fresh = { id: target, model, centroid: first.vector, sumNorm: 1, size: 1, pinned: true };
        if (!existing) await write(client, (writes) => rows.saveClusters(writes, [fresh], Date.now()));
        const left = await placesOf(client, model, assetIds);
        await undoably(client, { key, model, assetIds }, async () => {
          const moved = vectors.map(({ id }) => ({ assetId: id, clusterId: target, pinned: true }));
          await write(client, (writes) => rows.assignMembers(writes, model, moved, Date.now()));
          await settle(client, [target, ...left]);
        });
        return { clusterId: target, moved: vectors.length };
      }),
  );

  const undo = acts.define('media.cluster-undo', ({ actKey }: { actKey: string }) =>
    change((client) => undoMove(client, actKey)),
  );

  return {
    nameCluster: (id, value, by) => name({ id, value }, by),
    pinCluster: (id, value, by) => pin({ id, value }, by),
    coverCluster: (id, assetId, by) => cover({ id, value: assetId }, by),
    mergeClusters: (intoId, ids, by) => merge({ intoId, ids, actKey: by.key }, by),
    undoableActs: () => undoableActs(database),
    undoClusters: (actKey, by) => undo({ actKey }, by),
    moveAssets: async (assetIds, clusterId, by) =>
      // The act's key names a new cluster: when it is carried out again it is the same one.
      move({ assetIds, clusterId, newId: by.key, model: await modelId() }, by),
  };
}

function noCluster(id: string): FlightlineError {
  return new FlightlineError('NOT_FOUND', `There is no cluster ${id} any more.`);
}

async function placesOf(client: PoolClient, model: string, assetIds: readonly string[]): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    `select distinct cluster_id as id from flightline.cluster_members where model = $1 and asset_id = any($2::uuid[])`,
    [model, assetIds],
  );
  return found.rows.map(({ id }) => id);
}
