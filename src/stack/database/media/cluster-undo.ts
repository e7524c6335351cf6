/** What an act on clusters changed, kept so that it can be taken back. */
import type { PoolClient } from 'pg';
import type { UndoableAct } from '#contract/media/clusters';
import { toJsonb } from '../jsonb';
import type { Database } from '../open';

const keptMs = 7 * 24 * 60 * 60_000;

export interface ClusterFace {
  id: string;
  name: string | null;
  pinned: boolean;
  coverId: string | null;
}

export interface Moved {
  assetId: string;
  from: string;
  to: string;
  /** Whether a hand had put it where it lay. */
  pinned: boolean;
}

export interface UndoRecord {
  model: string;
  members: Moved[];
  clusters: ClusterFace[];
}

interface Place {
  assetId: string;
  clusterId: string;
  pinned: boolean;
}

async function placesOf(client: PoolClient, model: string, assetIds: readonly string[]): Promise<Place[]> {
  const found = await client.query<Place>(
    `select asset_id as "assetId", cluster_id as "clusterId", pinned from flightline.cluster_members
     where model = $1 and asset_id = any($2::uuid[])`,
    [model, assetIds],
  );
  return found.rows;
}

/** Does `work`, which may move these assets, and notes under the key of the act where they lay. Once for each key. */
export async function undoably<T>(
  client: PoolClient,
  { key, model, assetIds }: { key: string; model: string; assetIds: readonly string[] },
  work: () => Promise<T>,
): Promise<T> {
  const before = await placesOf(client, model, assetIds);
  const faces = await client.query<ClusterFace>(
    `select id, name, pinned, cover_id as "coverId" from flightline.clusters where id = any($1::uuid[])`,
    [[...new Set(before.map(({ clusterId }) => clusterId))]],
  );
  const answer = await work();
  const after = new Map(
    (await placesOf(client, model, assetIds)).map(({ assetId, clusterId }) => [assetId, clusterId]),
  );
  const moved = before.flatMap(({ assetId, clusterId: from, pinned }): Moved[] => {
    const to = after.get(assetId);
    return to === undefined || to === from ? [] : [{ assetId, from, to, pinned }];
  });
  const now = Date.now();
  if (moved.length > 0)
    await client.query(
      `insert into flightline.cluster_undo (act_key, made_at, model, members, clusters)
       values ($1, $2, $3, $4::jsonb, $5::jsonb) on conflict do nothing`,
      [key, now, model, toJsonb(moved), toJsonb(faces.rows)],
    );
  await client.query('delete from flightline.cluster_undo where made_at < $1', [now - keptMs]);
  return answer;
}

/** Null when it is not known any more, or was taken back already. What was moved again since is left out. */
export async function takeUndo(client: PoolClient, key: string): Promise<UndoRecord | null> {
  const found = await client.query<UndoRecord>(
    'delete from flightline.cluster_undo where act_key = $1 returning model, members, clusters',
    [key],
  );
  const [record] = found.rows;
  if (!record) return null;
  const now = await placesOf(
    client,
    record.model,
    record.members.map(({ assetId }) => assetId),
  );
  const places = new Map(now.map(({ assetId, clusterId }) => [assetId, clusterId]));
  return { ...record, members: record.members.filter(({ assetId, to }) => places.get(assetId) === to) };
}

const mostOffered = 10;

/** Of the last ten, the newest first; an act whose assets have all been moved again since is none of them. */
export async function undoableActs(database: Database): Promise<UndoableAct[]> {
  const found = await database.pool.query<UndoableAct>(
    `select u.act_key as "actKey", u.made_at as "madeAt", count(*)::int as moved, max(c.name) as into
     from (select * from flightline.cluster_undo order by made_at desc limit $1) u
     cross join lateral jsonb_to_recordset(u.members) as moved_then("assetId" uuid, "to" uuid)
     join flightline.cluster_members m
       on m.model = u.model and m.asset_id = moved_then."assetId" and m.cluster_id = moved_then."to"
     join flightline.clusters c on c.id = m.cluster_id
     group by u.act_key, u.made_at order by u.made_at desc`,
    [mostOffered],
  );
  return found.rows;
}

/** Only the pin as it was: name and cover may have been given since. */
export async function givePin(client: PoolClient, { id, pinned }: ClusterFace): Promise<void> {
  await client.query('update flightline.clusters set pinned = $2 where id = $1', [id, pinned]);
}

/** Name, pin and cover as they were. */
export async function giveFace(client: PoolClient, face: ClusterFace): Promise<void> {
  await client.query('update flightline.clusters set name = $2, pinned = $3, cover_id = $4 where id = $1', [
    face.id,
    face.name,
    face.pinned,
    face.coverId,
  ]);
}
