/** Reads assets: tiles of the gallery, one in full, what the library holds. */
import type {
  AssetFilter,
  AssetPlaces,
  AssetTile,
  Gallery,
  LibraryFacts,
  SectionQuery,
} from '#contract/media/assets';
import { mostPlaces, sectionSize } from '#contract/media/assets';
import type { AllocatorOutput } from '#contract/allocator';
import type { Database } from '../open';
import { assetCondition } from './asset-filter';
import { isCurrent } from './pair-rows';
import { SqlArguments } from '../sql-arguments';
import { prepared } from '../prepared';

export const tileColumns = `a.id, a.kind, a.file_name as "fileName", a.width, a.height, a.duration_ms as "durationMs",
  a.taken_at as "takenAt", a.thumbhash, a.hidden_at is not null as hidden, a.has_clip as "hasClip"`;
const newestFirst = 'a.day desc, a.taken_at desc, a.id desc';

interface DayCount {
  day: string;
  count: number;
  ratioSum: number;
}

/**
 * Sections of the gallery, newest first. A tile is never wider than four times its height, nor higher than twice its width.
 * Of a day that is cut into several, each is taken to be as high as the mean of them.
 */
export async function gallerySections(database: Database, filter: AssetFilter): Promise<Gallery> {
  const days = isCounted(filter) ? await countedDays(database, filter) : await daysOf(database, filter);
  const sections = days.flatMap(({ day, count, ratioSum }) => {
    const parts = Math.ceil(count / sectionSize);
    return Array.from({ length: parts }, (_, part) => {
      const own = part < parts - 1 ? sectionSize : count - part * sectionSize;
      return { day, part, count: own, ratioSum: (ratioSum * own) / count };
    });
  });
  return { total: days.reduce((sum, { count }) => sum + count, 0), sections };
}

/** What the counts of days can tell without looking at assets. */
function isCounted({ camera, box, clusterId }: AssetFilter): boolean {
  return camera === undefined && box === undefined && clusterId === undefined;
}

async function countedDays(
  database: Database,
  { kind, from, to, hidden = false }: AssetFilter,
): Promise<DayCount[]> {
  const found = await database.pool.query<DayCount>(
    `select day::text as day, sum(assets)::int as count, sum(ratio_sum)::float8 as "ratioSum" from flightline.asset_days d
     where d.hidden = $1 and ($2::text is null or d.kind = $2) and ($3::date is null or d.day >= $3)
       and ($4::date is null or d.day <= $4)
     group by d.day having sum(assets) > 0 order by d.day desc`,
    [hidden, kind ?? null, from ?? null, to ?? null],
  );
  return found.rows;
}

async function daysOf(database: Database, filter: AssetFilter): Promise<DayCount[]> {
  const args = new SqlArguments();
  const found = await database.pool.query<DayCount>(
    `select a.day::text as day, count(*)::int as count, sum(flightline.asset_ratio(a.width, a.height))::float8 as "ratioSum"
     from flightline.assets a where ${assetCondition(filter, args)} group by a.day order by a.day desc`,
    args.values,
  );
  return found.rows;
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

/** Newest first, `mostPlaces` at most. In one row of bytes: of 50,000 rows the transport costs more than the search. */
export async function assetPlaces(database: Database, filter: AssetFilter): Promise<AssetPlaces> {
  const args = new SqlArguments();
  const found = await database.pool.query<{ ids: Buffer | null; at: Buffer | null }>(
    `select string_agg(uuid_send(x.id), ''::bytea) as ids,
       string_agg(float4send(x.longitude::float4) || float4send(x.latitude::float4), ''::bytea) as at
     from (select a.id, a.longitude, a.latitude from flightline.assets a
       where a.latitude is not null and ${assetCondition(filter, args)} order by a.taken_at desc limit ${mostPlaces}) x`,
    args.values,
  );
  const [row] = found.rows;
  return { ids: row?.ids?.toString('base64') ?? '', at: row?.at?.toString('base64') ?? '' };
}

export async function libraryFacts(database: Database): Promise<LibraryFacts> {
  const [counts, cameras, pairs] = await Promise.all([
    database.pool.query<Omit<LibraryFacts, 'cameras' | 'openPairs'>>(
      `select coalesce(sum(assets), 0)::int as assets, coalesce(sum(assets) filter (where kind = 'image'), 0)::int as images,
         coalesce(sum(assets) filter (where kind = 'video'), 0)::int as videos,
         coalesce(sum(assets) filter (where hidden), 0)::int as hidden, coalesce(sum(with_place), 0)::int as "withPlace",
         coalesce(sum(bytes), 0)::float8 as bytes, min(day)::text as "firstDay", max(day)::text as "lastDay"
       from flightline.asset_days where assets > 0`,
    ),
    database.pool.query<LibraryFacts['cameras'][number]>(
      `select camera, assets::int as count from flightline.asset_cameras where assets > 0 order by 2 desc, 1 limit 50`,
    ),
    database.pool.query<{ open: number }>(
      `select count(*)::int as open from flightline.asset_pairs p where p.state = 'open' and ${isCurrent}`,
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
    prepared(
      `select ${storedColumns} from flightline.assets a join flightline.asset_details d on d.asset_id = a.id
     where a.id = any($1::uuid[])`,
      [ids],
    ),
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
