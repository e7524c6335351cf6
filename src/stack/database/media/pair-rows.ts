/** Pairs that look alike: found, shown, decided, taken back. */
import type { PoolClient } from 'pg';
import type { RelationKind } from '#contract/allocator';
import type { PairQuery, PairState } from '#contract/media/duplicates';
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

/**
 * Decides a pair, or opens it again. An asset is hidden as long as any decided pair of it keeps the other one; so taking
 * one back does not bring to light what another one put away.
 */
export async function decidePair(
  client: PoolClient,
  pair: Pick<PairRow, 'firstId' | 'secondId'>,
  decision: { state: PairState; keptId: string | null; by: string | null; at: number },
): Promise<void> {
  const isOpen = decision.state === 'open';
  await client.query(
    `update flightline.asset_pairs set state = $3, kept_id = $4, decided_at = $5, decided_by = $6
     where first_id = $1 and second_id = $2`,
    [
      pair.firstId,
      pair.secondId,
      decision.state,
      decision.keptId,
      isOpen ? null : decision.at,
      isOpen ? null : decision.by,
    ],
  );
  await client.query(
    `update flightline.assets a
     set hidden_at = case when exists (select from flightline.asset_pairs p where p.state = 'kept' and p.kept_id <> a.id
       and (p.first_id = a.id or p.second_id = a.id)) then coalesce(a.hidden_at, $2) end
     where a.id = any($1::uuid[])`,
    [[pair.firstId, pair.secondId], decision.at],
  );
}
