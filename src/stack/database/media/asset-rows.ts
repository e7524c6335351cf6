/** Reads assets: tiles of the gallery, one in full, what the library holds. */
import type {
  AssetFilter,
  AssetPlace,
  AssetTile,
  Gallery,
  LibraryFacts,
  SectionQuery,
} from '#contract/media/assets';
import { mostPlaces, sectionSize } from '#contract/media/assets';
import type { AllocatorOutput } from '#contract/allocator';
import type { Database } from '../open';
import { assetCondition } from './asset-filter';
import { SqlArguments } from './sql-arguments';

export const tileColumns = `a.id, a.kind, a.file_name as "fileName", a.width, a.height, a.duration_ms as "durationMs",
  a.taken_at as "takenAt", a.thumbhash, a.hidden_at is not null as hidden, a.has_clip as "hasClip"`;
const newestFirst = 'a.day desc, a.taken_at desc, a.id desc';

/** Sections of the gallery, newest first. A tile is never wider than four times its height, nor higher than twice its width. */
export async function gallerySections(database: Database, filter: AssetFilter): Promise<Gallery> {
  const args = new SqlArguments();
  const found = await database.pool.query<Gallery['sections'][number]>(
    `select day::text as day, part, count(*)::int as count, sum(ratio) as "ratioSum" from (
       select a.day, least(4, greatest(0.5, a.width::float8 / greatest(a.height, 1))) as ratio,
         ((row_number() over (partition by a.day order by a.taken_at desc, a.id desc) - 1) / ${sectionSize})::int as part
       from flightline.assets a where ${assetCondition(filter, args)}) x
     group by day, part order by x.day desc, part`,
    args.values,
  );
  return { total: found.rows.reduce((sum, { count }) => sum + count, 0), sections: found.rows };
}

export async function sectionTiles(
  database: Database,
  { filter, day, part }: SectionQuery,
): Promise<AssetTile[]> {
  const args = new SqlArguments();
  const found = await database.pool.query<AssetTile>(
    `select ${tileColumns} from flightline.assets a
     where ${assetCondition(filter, args)} and a.day = ${args.add(day)}::date
     order by ${newestFirst} offset ${args.add(part * sectionSize)}::int limit ${sectionSize}`,
    args.values,
  );
  return found.rows;
}

/** In the order of the ids; those that are not there are left out. */
export async function tilesOf(database: Database, ids: readonly string[]): Promise<AssetTile[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<AssetTile>(
    `select ${tileColumns} from flightline.assets a where a.id = any($1::uuid[])`,
    [ids],
  );
  const byId = new Map(found.rows.map((tile) => [tile.id, tile]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Newest first, `mostPlaces` at most. */
export async function assetPlaces(database: Database, filter: AssetFilter): Promise<AssetPlace[]> {
  const args = new SqlArguments();
  const found = await database.pool.query<{ id: string; longitude: number; latitude: number }>(
    `select a.id, a.longitude, a.latitude from flightline.assets a
     where a.latitude is not null and ${assetCondition(filter, args)} order by a.taken_at desc limit ${mostPlaces}`,
    args.values,
  );
  return found.rows.map(({ id, longitude, latitude }) => ({ id, at: [longitude, latitude] }));
}

export async function libraryFacts(database: Database): Promise<LibraryFacts> {
  const [counts, cameras, pairs] = await Promise.all([
    database.pool.query<Omit<LibraryFacts, 'cameras' | 'openPairs'>>(
      `select count(*)::int as assets, count(*) filter (where kind = 'image')::int as images,
         count(*) filter (where kind = 'video')::int as videos, count(*) filter (where hidden_at is not null)::int as hidden,
         count(latitude)::int as "withPlace", coalesce(sum(size_bytes), 0)::float8 as bytes,
         min(day)::text as "firstDay", max(day)::text as "lastDay" from flightline.assets`,
    ),
    database.pool.query<LibraryFacts['cameras'][number]>(
      `select camera, count(*)::int as count from flightline.assets where camera is not null
       group by camera order by 2 desc, 1 limit 50`,
    ),
    database.pool.query<{ open: number }>(
      `select count(*)::int as open from flightline.asset_pairs where state = 'open'`,
    ),
  ]);
  const [facts] = counts.rows;
  if (!facts) throw new Error('A count without a row.');
  return { ...facts, cameras: cameras.rows, openPairs: pairs.rows[0]?.open ?? 0 };
}

export interface StoredAsset extends AssetTile {
  sha256: string;
  jobId: string;
  sizeBytes: number;
  mime: string;
  takenSource: string;
  day: string;
  importedAt: number;
  camera: string | null;
  place: string | null;
  facts: Omit<AllocatorOutput, 'embeddings'>;
}

const storedColumns = `${tileColumns}, a.sha256, a.job_id as "jobId", a.size_bytes as "sizeBytes", a.mime,
  a.taken_source as "takenSource", a.day::text as day, a.imported_at as "importedAt", a.camera, a.place, d.facts`;

/** In no order; those that are not there are left out. */
export async function storedAssets(database: Database, ids: readonly string[]): Promise<StoredAsset[]> {
  const found = await database.pool.query<StoredAsset>(
    `select ${storedColumns} from flightline.assets a join flightline.asset_details d on d.asset_id = a.id
     where a.id = any($1::uuid[])`,
    [ids],
  );
  return found.rows;
}

/** The ones before and after it in the gallery. */
export async function besides(
  database: Database,
  id: string,
): Promise<{ previousId: string | null; nextId: string | null }> {
  const next = (comparison: '<' | '>', order: 'asc' | 'desc') => `(select b.id from flightline.assets b
    where (b.day, b.taken_at, b.id) ${comparison} (a.day, a.taken_at, a.id) and (b.hidden_at is null) = (a.hidden_at is null)
    order by b.day ${order}, b.taken_at ${order}, b.id ${order} limit 1)`;
  const found = await database.pool.query<{ previousId: string | null; nextId: string | null }>(
    `select ${next('>', 'asc')} as "previousId", ${next('<', 'desc')} as "nextId" from flightline.assets a where a.id = $1`,
    [id],
  );
  return found.rows[0] ?? { previousId: null, nextId: null };
}

/** Texts by source, without the row that gathers all words. */
export async function textsOf(
  database: Database,
  ids: readonly string[],
): Promise<{ assetId: string; source: string; text: string }[]> {
  const found = await database.pool.query<{ assetId: string; source: string; text: string }>(
    `select asset_id as "assetId", source, text from flightline.asset_texts
     where asset_id = any($1::uuid[]) and source <> 'all' order by source`,
    [ids],
  );
  return found.rows;
}

/** Every name under which the content was given. */
export async function namesOf(database: Database, sha256: string): Promise<string[]> {
  const found = await database.pool.query<{ name: string }>(
    `select distinct name from (
       select file_name as name from flightline.jobs where sha256 = $1
       union all
       select m.file_name from flightline.batch_members m join flightline.jobs j on j.id = m.job_id where j.sha256 = $1) x
     order by name limit 100`,
    [sha256],
  );
  return found.rows.map(({ name }) => name);
}
