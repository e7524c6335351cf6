/** Larger views, recognised text and clips: what is wanted of each asset, what was asked for, what there is. */
import type { PoolClient } from 'pg';
import type { AssetKind, DerivedFile } from '#contract/allocator';
import type { AssetExtra } from '#contract/media/assets';
import type { ExtraPart } from '#contract/media-extras';
import { toJsonb } from '../jsonb';
import type { Database } from '../open';
import type { Writes } from '../writes';

const partsOf: Record<AssetKind, readonly ExtraPart[]> = {
  image: ['large', 'text'],
  video: ['text', 'clip'],
};

/** What an asset of this kind gets. */
export function wantExtras(writes: Writes, assetId: string, kind: AssetKind): void {
  const [id, parts] = [writes.add(assetId), writes.add(partsOf[kind])];
  writes.put(
    `insert into flightline.media_extras (asset_id, part) select ${id}::uuid, unnest(${parts}::text[]) on conflict do nothing`,
  );
}

export interface DueExtra {
  assetId: string;
  part: ExtraPart;
  sha256: string;
  fileName: string;
  sizeBytes: number;
}

/** Not asked for yet; the newest assets first, as those are looked at. */
export async function dueExtras(database: Database, limit: number): Promise<DueExtra[]> {
  const found = await database.pool.query<DueExtra>(
    `select e.asset_id as "assetId", e.part, a.sha256, a.file_name as "fileName", a.size_bytes as "sizeBytes"
     from flightline.media_extras e join flightline.assets a on a.id = e.asset_id
     where e.job_id is null and a.hidden_at is null order by a.imported_at desc, a.id, e.part limit $1`,
    [limit],
  );
  return found.rows;
}

export async function noteAsked(
  database: Database,
  asked: readonly { assetId: string; part: ExtraPart; jobId: string }[],
): Promise<void> {
  await database.pool.query(
    `update flightline.media_extras e set job_id = x.job
     from unnest($1::uuid[], $2::text[], $3::text[]) as x (asset, part, job)
     where e.asset_id = x.asset and e.part = x.part and e.job_id is null`,
    [asked.map(({ assetId }) => assetId), asked.map(({ part }) => part), asked.map(({ jobId }) => jobId)],
  );
}

/** Whether the asset is there; then it is known what was made of it. */
export async function storeExtra(
  client: PoolClient,
  extra: { assetId: string; part: ExtraPart; jobId: string; file: DerivedFile | null; at: number },
): Promise<boolean> {
  const { assetId, part, jobId, file, at } = extra;
  const found = await client.query(`update flightline.assets set has_clip = has_clip or $2 where id = $1`, [
    assetId,
    part === 'clip' && file !== null,
  ]);
  if (found.rowCount === 0) return false;
  await client.query(
    `insert into flightline.media_extras (asset_id, part, job_id, made_at, file) values ($1, $2, $3, $4, $5::jsonb)
     on conflict (asset_id, part) do update set job_id = excluded.job_id, made_at = excluded.made_at, file = excluded.file`,
    [assetId, part, jobId, at, file && toJsonb(file)],
  );
  return true;
}

export async function extrasOf(database: Database, assetId: string): Promise<AssetExtra[]> {
  const found = await database.pool.query<AssetExtra>(
    `select e.part, e.job_id as "jobId", e.made_at is not null as made, e.file is not null as "hasFile",
       coalesce(j.state = 'failed', false) as failed
     from flightline.media_extras e left join flightline.jobs j on j.id = e.job_id where e.asset_id = $1 order by e.part`,
    [assetId],
  );
  return found.rows;
}

export interface MadeExtra {
  jobId: string;
  engineVersion: number;
  file: unknown;
}

/** Null while it is not made, or when there is nothing to make. */
export async function madeExtra(
  database: Database,
  assetId: string,
  part: ExtraPart,
): Promise<MadeExtra | null> {
  const found = await database.pool.query<MadeExtra>(
    `select e.job_id as "jobId", coalesce(j.engine_version, 0) as "engineVersion", e.file
     from flightline.media_extras e left join flightline.jobs j on j.id = e.job_id
     where e.asset_id = $1 and e.part = $2 and e.file is not null`,
    [assetId, part],
  );
  return found.rows[0] ?? null;
}

/** Jobs that have not ended: of the engine that reads files, and of the one that makes extras. */
export async function unfinishedJobs(database: Database): Promise<{ reading: number; extras: number }> {
  const found = await database.pool.query<{ reading: number; extras: number }>(
    `select coalesce(sum(jobs) filter (where engine = 'allocator' and state <> 'paused'), 0)::int as reading,
       coalesce(sum(jobs) filter (where engine = 'mediaextras'), 0)::int as extras
     from flightline.job_counts where state in ('waiting', 'active', 'delayed', 'paused')`,
  );
  return found.rows[0] ?? { reading: 0, extras: 0 };
}
