/** Watched folders and the files that were seen in them. */
import type { WatchedFile, WatchedFilesQuery, WatchedFolder } from '#contract/media/folders';
import { toText } from '../jsonb';
import type { Database } from '../open';

export type StoredFolder = Omit<WatchedFolder, 'waiting'>;

const columns = `f.id, f.path, f.recursive, f.paused, f.added_at as "addedAt", f.scanned_at as "scannedAt", f.problem,
  coalesce(s.taken, 0)::int as taken, coalesce(s.known, 0)::int as known, coalesce(s.refused, 0)::int as refused`;
const source = `flightline.watched_folders f left join (
  select folder_id, count(*) filter (where outcome = 'accepted') as taken, count(*) filter (where outcome = 'known') as known,
    count(*) filter (where outcome = 'refused') as refused
  from flightline.watched_files group by folder_id) s on s.folder_id = f.id`;

export async function allFolders(database: Database): Promise<StoredFolder[]> {
  const found = await database.pool.query<StoredFolder>(`select ${columns} from ${source} order by f.path`);
  return found.rows;
}

export async function folderById(database: Database, id: string): Promise<StoredFolder | null> {
  const found = await database.pool.query<StoredFolder>(`select ${columns} from ${source} where f.id = $1`, [
    id,
  ]);
  return found.rows[0] ?? null;
}

/** The same path again is the same folder. @returns its id */
export async function addFolder(
  database: Database,
  folder: { id: string; path: string; recursive: boolean; addedAt: number },
): Promise<string> {
  const found = await database.pool.query<{ id: string }>(
    `insert into flightline.watched_folders as f (id, path, recursive, added_at) values ($1, $2, $3, $4)
     on conflict (path) do update set recursive = excluded.recursive, paused = false returning f.id`,
    [folder.id, toText(folder.path), folder.recursive, folder.addedAt],
  );
  return found.rows[0]?.id ?? folder.id;
}

export async function setPaused(database: Database, id: string, paused: boolean): Promise<boolean> {
  const found = await database.pool.query('update flightline.watched_folders set paused = $2 where id = $1', [
    id,
    paused,
  ]);
  return found.rowCount === 1;
}

export async function noteScan(
  database: Database,
  id: string,
  scan: { at: number; problem: string | null },
): Promise<void> {
  await database.pool.query(
    'update flightline.watched_folders set scanned_at = $2, problem = $3 where id = $1',
    [id, scan.at, scan.problem],
  );
}

/** What came out of it stays in the library. */
export async function removeFolder(database: Database, id: string): Promise<void> {
  await database.pool.query('delete from flightline.watched_folders where id = $1', [id]);
}

/** Size and time of change of each file that was dealt with. */
export async function seenFiles(
  database: Database,
  folderId: string,
): Promise<Map<string, { sizeBytes: number; modifiedAt: number }>> {
  const found = await database.pool.query<{ path: string; sizeBytes: number; modifiedAt: number }>(
    `select path, size_bytes as "sizeBytes", modified_at as "modifiedAt" from flightline.watched_files where folder_id = $1`,
    [folderId],
  );
  return new Map(found.rows.map(({ path, ...rest }) => [path, rest]));
}

export async function noteFiles(
  database: Database,
  folderId: string,
  files: readonly WatchedFile[],
  at: number,
): Promise<void> {
  if (files.length === 0) return;
  await database.pool.query(
    `insert into flightline.watched_files as w (folder_id, path, size_bytes, modified_at, seen_at, outcome, message, job_id)
     select $1::uuid, p, s, m, $8, o, g, j
     from unnest($2::text[], $3::bigint[], $4::float8[], $5::text[], $6::text[], $7::text[]) as x(p, s, m, o, g, j)
     where exists (select from flightline.watched_folders f where f.id = $1::uuid)
     on conflict (folder_id, path) do update set size_bytes = excluded.size_bytes, modified_at = excluded.modified_at,
       seen_at = excluded.seen_at, outcome = excluded.outcome, message = excluded.message, job_id = excluded.job_id`,
    [
      folderId,
      files.map(({ path }) => toText(path)),
      files.map(({ sizeBytes }) => sizeBytes),
      files.map(({ modifiedAt }) => modifiedAt),
      files.map(({ outcome }) => outcome),
      files.map(({ message }) => message),
      files.map(({ jobId }) => jobId),
      at,
    ],
  );
}

/** Newest first. */
export async function recentFiles(
  database: Database,
  { id, limit, outcome }: WatchedFilesQuery,
): Promise<WatchedFile[]> {
  const found = await database.pool.query<WatchedFile>(
    `select path, size_bytes as "sizeBytes", modified_at as "modifiedAt", outcome, message, job_id as "jobId"
     from flightline.watched_files where folder_id = $1 and ($3::text is null or outcome = $3) order by seen_at desc, path limit $2`,
    [id, limit, outcome ?? null],
  );
  return found.rows;
}
