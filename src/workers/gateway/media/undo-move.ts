/** Takes a merge, split or move back: assets lie where they lay, and clusters that went are there again. */
import type { PoolClient } from 'pg';
import { FlightlineError } from '#contract/errors';
import type { ClusterActAnswer } from '#contract/media/clusters';
import * as rows from '../../../stack/database/media/cluster-rows';
import { giveFace, givePin, takeUndo } from '../../../stack/database/media/cluster-undo';
import { meanVectors } from '../../../stack/database/media/mean-vectors';
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
  const homes = new Set(record.members.map(({ from }) => from));
  for (const face of record.clusters.filter(({ id }) => homes.has(id))) {
    const present = await rows.findCluster(client, face.id);
    if (present) {
      await givePin(client, face);
      continue;
    }
    const member = record.members.find(({ from }) => from === face.id);
    const [vector] = await meanVectors({ pool: client }, record.model, [member?.assetId ?? '']);
    if (!vector) continue;
    await rows.saveClusters(
      client,
      [
        {
          id: face.id,
          model: record.model,
          centroid: vector.vector,
          sumNorm: 1,
          size: 1,
          pinned: face.pinned,
        },
      ],
      at,
    );
    await giveFace(client, face);
  }
  await rows.assignMembers(
    client,
    record.members.map(({ assetId, from, pinned }) => ({ assetId, clusterId: from, pinned })),
    at,
  );
  await settle(client, [...homes, ...record.members.map(({ to }) => to)]);
  return { clusterId: first.from, moved: record.members.length };
}
