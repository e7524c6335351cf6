/** Models whose vectors the library holds, and which of them answers. */
import { ModelFacts } from '#contract/allocator';
import { toJsonb } from '../jsonb';
import type { Database } from '../open';
import { inTransaction } from '../transaction';

/** The first model that is seen answers at once; a later one when somebody says so. */
export async function noteModel(database: Database, facts: ModelFacts, at: number): Promise<void> {
  await database.pool.query(
    `insert into flightline.media_models (id, first_seen_at, is_active, facts)
     values ($1, $2, not exists (select from flightline.media_models where is_active), $3::jsonb)
     on conflict (id) do update set facts = excluded.facts`,
    [facts.id, at, toJsonb(facts)],
  );
}

export async function activeModel(database: Database): Promise<ModelFacts | null> {
  const found = await database.pool.query<{ facts: unknown }>(
    'select facts from flightline.media_models where is_active',
  );
  return found.rows[0] ? ModelFacts.parse(found.rows[0].facts) : null;
}

export async function activate(database: Database, model: string): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    await client.query('update flightline.media_models set is_active = false where is_active and id <> $1', [
      model,
    ]);
    await client.query('update flightline.media_models set is_active = true where id = $1', [model]);
  });
}

export interface ModelCount {
  id: string;
  isActive: boolean;
  assets: number;
  vectors: number;
}

export async function modelCounts(database: Database): Promise<ModelCount[]> {
  const found = await database.pool.query<ModelCount>(
    `select m.id, m.is_active as "isActive", coalesce(v.assets, 0)::int as assets, coalesce(v.vectors, 0)::int as vectors
     from flightline.media_models m
     left join (select model, count(distinct asset_id) as assets, count(*) as vectors
                from flightline.asset_vectors group by model) v on v.model = m.id
     order by m.first_seen_at`,
  );
  return found.rows;
}

/** Assets that have no vector of the model yet, with the file to look at again. */
export async function assetsWithout(
  database: Database,
  model: string,
  { after, limit }: { after: string; limit: number },
): Promise<{ id: string; sha256: string; fileName: string; sizeBytes: number }[]> {
  const found = await database.pool.query<{
    id: string;
    sha256: string;
    fileName: string;
    sizeBytes: number;
  }>(
    `select a.id, a.sha256, a.file_name as "fileName", a.size_bytes as "sizeBytes" from flightline.assets a
     where a.id > $2::uuid and not exists (
       select from flightline.asset_vectors v where v.model = $1 and v.asset_id = a.id)
     order by a.id limit $3`,
    [model, after, limit],
  );
  return found.rows;
}
