/** Takes a merge, split or move back: assets lie where they lay, and clusters that went are there again. */
import type { PoolClient } from 'pg';
import { FlightlineError } from '#contract/errors';
import type { ClusterActAnswer } from '#contract/media/clusters';
import * as rows from '../../../stack/database/media/cluster-rows';
import { giveFace, givePin, takeUndo } from '../../../stack/database/media/cluster-undo';
import { meanVectors } from '../../../stack/database/media/mean-vectors';
import { write } from '../../../stack/database/writes';
import { settle } from './settle';

/** @throws FlightlineError `NOT_FOUND` when it cannot be taken back any more */
export async function undoMove(client: PoolClient, actKey: string): Promise<ClusterActAnswer> {
  const record = await takeUndo(client, actKey);
  const [first] = record?.members ?? [];
  if (!record || !first)
    throw new FlightlineError(
      'NOT_FOUND',
      'It cannot be taken back: it was already, or others moved them since.',
    );
  const at = Date.now();
  const { model } = record;
  const homes = new Set(record.members.map(({ from }) => from));
  const standing = new Set<string>();
  for (const face of record.clusters.filter(({ id }) => homes.has(id))) {
    if (await rows.findCluster(client, face.id)) await givePin(client, face);
    else {
      const member = record.members.find(({ from }) => from === face.id);
      const [mean] = await meanVectors({ pool: client }, model, [member?.assetId ?? '']);
      if (!mean) continue;
      const again = { id: face.id, model, centroid: mean.vector, sumNorm: 1, size: 1, pinned: face.pinned };
      await write(client, (writes) => rows.saveClusters(writes, [again], at));
      await giveFace(client, face);
    }
    standing.add(face.id);
  }
  const members = record.members
    .filter(({ from }) => standing.has(from))
    .map(({ assetId, from, pinned }) => ({ assetId, clusterId: from, pinned }));
  await write(client, (writes) => rows.assignMembers(writes, model, members, at));
  await settle(client, [...homes, ...record.members.map(({ to }) => to)]);
  return { clusterId: first.from, moved: record.members.length };
}
