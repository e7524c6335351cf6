/** Which files the runs of a schedule have taken, and how they looked then. */
import type { Database } from './open';

export interface SeenFile {
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

/** By path. A hundred thousand of them are some 20 MB. */
export async function seenFiles(
  database: Database,
  scheduleId: string,
): Promise<Map<string, Omit<SeenFile, 'path'>>> {
  const found = await database.pool.query<SeenFile>(
    `select path, size_bytes as "sizeBytes", modified_ms as "modifiedMs" from flightline.schedule_files
     where schedule_id = $1`,
    [scheduleId],
  );
  return new Map(found.rows.map(({ path, ...looks }) => [path, looks]));
}

export async function rememberFiles(
  database: Database,
  scheduleId: string,
  files: readonly SeenFile[],
): Promise<void> {
  await database.pool.query(
    `insert into flightline.schedule_files (schedule_id, path, size_bytes, modified_ms)
     select $1, * from unnest($2::text[], $3::bigint[], $4::double precision[])
     on conflict (schedule_id, path) do update
       set size_bytes = excluded.size_bytes, modified_ms = excluded.modified_ms`,
    [
      scheduleId,
      files.map(({ path }) => path),
      files.map(({ sizeBytes }) => sizeBytes),
      files.map(({ modifiedMs }) => modifiedMs),
    ],
  );
}
