/** Pairs that look alike: found, shown, decided, taken back. */
import type { PoolClient } from 'pg';
import type { RelationKind } from '#contract/allocator';
import type { DecidedTogether, PairQuery, PairState, PairsDecision } from '#contract/media/duplicates';
import type { Database } from '../open';
import { SqlArguments } from '../sql-arguments';
import type { Writes } from '../writes';

export interface PairRow {
  firstId: string;
  secondId: string;
  kind: RelationKind;
  score: number;
  why: string;
  state: PairState;
  keptId: string | null;
  foundAt: number;
  decidedAt: number | null;
  decidedBy: string | null;
}

const columns = `p.first_id as "firstId", p.second_id as "secondId", p.kind, p.score, p.why, p.state, p.kept_id as "keptId",
  p.found_at as "foundAt", p.decided_at as "decidedAt", p.decided_by as "decidedBy"`;

/** By vectors, and not by hash, name or camera alone. */
const kindsByModel: readonly RelationKind[] = ['edit', 'burst'];

/** Open pairs of the model that answers, and those that need none: another model's likenesses are not this one's. */
export const isCurrent = `(p.state <> 'open' or p.found_by is null or exists (
  select from flightline.media_models m where m.is_active and m.id = any(p.found_by)))`;

/**
 * What was decided stays decided; a pair that is found again gets its better reason only while it is open.
 * @param model whose vectors were compared
 */
export function storePairs(
  writes: Writes,
  assetId: string,
  found: readonly { otherId: string; kind: RelationKind; score: number; why: string }[],
  { model, at }: { model: string; at: number },
): void {
  if (found.length === 0) return;
  const id = writes.add(assetId);
  const columns = [
    `${writes.add(found.map(({ otherId }) => otherId))}::uuid[]`,
    `${writes.add(found.map(({ kind }) => kind))}::text[]`,
    `${writes.add(found.map(({ score }) => score))}::float8[]`,
    `${writes.add(found.map(({ why }) => why))}::text[]`,
  ];
  writes.put(
    `insert into flightline.asset_pairs as p (first_id, second_id, kind, score, why, found_at, found_by)
     select least(${id}::uuid, other), greatest(${id}::uuid, other), kind, score, why, ${writes.add(at)},
       case when kind = any(${writes.add(kindsByModel)}::text[]) then array[${writes.add(model)}::text] end
     from unnest(${columns.join(', ')}) as x(other, kind, score, why) where other <> ${id}::uuid
     on conflict (first_id, second_id) do update set kind = excluded.kind, score = excluded.score, why = excluded.why,
       found_by = case when excluded.found_by is not null then
         (select array_agg(distinct one) from unnest(p.found_by || excluded.found_by) as one) end
     where p.state = 'open'`,
  );
}

/** Some of those that wait for a decision, the latest first. @param after the last one that was had before */
export async function openPairs(
  database: Database,
  { kinds, assetId }: Pick<PairsDecision, 'kinds' | 'assetId'>,
  { after, limit }: { after: PairRow | null; limit: number },
): Promise<PairRow[]> {
  const found = await database.pool.query<PairRow>(
    `select ${columns} from flightline.asset_pairs p where p.state = 'open' and ${isCurrent} and p.kind = any($1::text[])
       and ($2::uuid is null or p.first_id = $2::uuid or p.second_id = $2::uuid)
       and ($3::bigint is null or (p.found_at, p.first_id, p.second_id) < ($3::bigint, $4::uuid, $5::uuid))
     order by p.found_at desc, p.first_id desc, p.second_id desc limit $6::int`,
    [kinds, assetId ?? null, after?.foundAt ?? null, after?.firstId ?? null, after?.secondId ?? null, limit],
  );
  return found.rows;
}

/** Those that an act decided and nobody decided otherwise since. */
export async function pairsOfAct(client: PoolClient, actKey: string): Promise<PairRow[]> {
  const found = await client.query<PairRow>(
    `select ${columns} from flightline.asset_pairs p where p.act_key = $1 for update`,
    [actKey],
  );
  return found.rows;
}

export async function countOfAct(database: Database, actKey: string): Promise<number> {
  const found = await database.pool.query<{ count: number }>(
    'select count(*)::int as count from flightline.asset_pairs where act_key = $1',
    [actKey],
  );
  return found.rows[0]?.count ?? 0;
}

const mostActs = 10;

export async function decidedTogether(database: Database): Promise<DecidedTogether[]> {
  const found = await database.pool.query<DecidedTogether>(
    `select act_key as "actKey", max(state) as state, count(*)::int as pairs, max(decided_at) as "decidedAt",
       max(decided_by) as "decidedBy"
     from flightline.asset_pairs where act_key is not null
     group by act_key order by max(decided_at) desc limit ${mostActs}`,
  );
  return found.rows;
}

export async function pairPage(
  database: Database,
  query: PairQuery,
): Promise<{ rows: PairRow[]; total: number }> {
  const args = new SqlArguments();
  const where = [`p.state = ${args.add(query.state)}`, isCurrent];
  if (query.kind !== undefined) where.push(`p.kind = ${args.add(query.kind)}`);
  if (query.assetId !== undefined) {
    const id = args.add(query.assetId);
    where.push(`(p.first_id = ${id}::uuid or p.second_id = ${id}::uuid)`);
  }
  const condition = where.join(' and ');
  const counted = args.values.length;
  const order = query.state === 'open' ? 'p.found_at desc' : 'p.decided_at desc';
  const [rows, total] = await Promise.all([
    database.pool.query<PairRow>(
      `select ${columns} from flightline.asset_pairs p where ${condition}
       order by ${order}, p.first_id, p.second_id offset ${args.add(query.offset)}::int limit ${args.add(query.limit)}::int`,
      args.values,
    ),
    database.pool.query<{ total: number }>(
      `select count(*)::int as total from flightline.asset_pairs p where ${condition}`,
      args.values.slice(0, counted),
    ),
  ]);
  return { rows: rows.rows, total: total.rows[0]?.total ?? 0 };
}

export async function findPair(
  client: PoolClient,
  firstId: string,
  secondId: string,
): Promise<PairRow | null> {
  const found = await client.query<PairRow>(
    `select ${columns} from flightline.asset_pairs p where p.first_id = $1 and p.second_id = $2 for update`,
    [firstId, secondId],
  );
  return found.rows[0] ?? null;
}

export type PairDecided = Pick<PairRow, 'firstId' | 'secondId' | 'state' | 'keptId'>;

/**
 * Decides pairs, or opens them again. An asset is hidden as long as any decided pair of it keeps the other one; so taking
 * one back does not bring to light what another one put away.
 * @param how `actKey`: by which they are taken back together; null for a pair by itself
 * @returns how many there were
 */
export async function decidePairs(
  client: PoolClient,
  pairs: readonly PairDecided[],
  how: { by: string; at: number; actKey: string | null },
): Promise<number> {
  const { rowCount } = await client.query(
    `update flightline.asset_pairs p set state = x.state, kept_id = x.kept,
       decided_at = case when x.state <> 'open' then $5::bigint end,
       decided_by = case when x.state <> 'open' then $6::text end,
       act_key = case when x.state <> 'open' then $7::text end
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) as x(first, second, state, kept)
     where p.first_id = x.first and p.second_id = x.second`,
    [
      pairs.map(({ firstId }) => firstId),
      pairs.map(({ secondId }) => secondId),
      pairs.map(({ state }) => state),
      pairs.map(({ keptId }) => keptId),
      how.at,
      how.by,
      how.actKey,
    ],
  );
  await client.query(
    `update flightline.assets a
     set hidden_at = case when exists (select from flightline.asset_pairs p where p.state = 'kept' and p.kept_id <> a.id
       and (p.first_id = a.id or p.second_id = a.id)) then coalesce(a.hidden_at, $2) end
     where a.id = any($1::uuid[])`,
    [[...new Set(pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]))], how.at],
  );
  return rowCount ?? 0;
}
