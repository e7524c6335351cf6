/** Letters that have left: the trash of discarded ones, and retried ones for as long as that can be undone. */
import { trashDays } from '#contract/dead-letters';
import type { TrashPage, TrashQuery, TrashedLetter } from '#contract/dead-letters';
import { actionOf } from './dead-letters';
import { likePattern } from './job-filter';
import { letterColumns } from './letter-columns';
import type { Database } from './open';

/** Why letters leave. */
export interface Leaving {
  at: number;
  /** Key of the act, or id of the bulk act. */
  act: string;
}

const dayMs = 24 * 3_600_000;

/** Puts letters into the trash; their jobs stay `failed`. @returns ids that were there */
export async function discard(
  database: Database,
  jobIds: readonly string[],
  by: Leaving & { reason: string },
): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with letters as (
       delete from flightline.dead_letters where job_id = any($1::text[]) returning ${letterColumns}
     )
     insert into flightline.letters_gone as g (job_id, generation, how, at, act, reason, letter)
     select job_id, generation, 'discarded', $2, $3, $4, to_jsonb(letters) from letters
     on conflict (job_id, generation) do update set how = excluded.how, at = excluded.at, act = excluded.act,
       reason = excluded.reason, letter = excluded.letter
     returning g.job_id as id`,
    [jobIds, by.at, by.act, by.reason],
  );
  return found.rows.map((row) => row.id);
}

/** Takes letters out of the trash whose jobs are still as they were. @returns ids that came back */
export async function restore(database: Database, jobIds: readonly string[]): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with back as (
       delete from flightline.letters_gone g using flightline.jobs j
       where g.job_id = any($1::text[]) and g.how = 'discarded' and j.id = g.job_id and j.state = 'failed'
         and j.generation = g.generation
       returning g.letter
     )
     insert into flightline.dead_letters (${letterColumns})
     select ${letterColumns.replace('returned', 'true')}
     from back cross join lateral jsonb_populate_record(null::flightline.dead_letters, back.letter)
     on conflict (job_id) do nothing
     returning job_id as id`,
    [jobIds],
  );
  return found.rows.map((row) => row.id);
}

interface TrashRow {
  jobId: string;
  letter: {
    engine: string;
    engine_version: number;
    lane: TrashedLetter['lane'];
    file_name: string;
    sha256: string;
    size_bytes: number;
    error_code: string;
    error_message: string;
    fingerprint: string;
    failed_at: number;
    attempts: number;
  };
  at: number;
  reason: string | null;
}

/** The trash, newest first. A search reads all of it. */
export async function trash(database: Database, query: TrashQuery): Promise<TrashPage> {
  const text = query.search?.trim() ?? '';
  const values: unknown[] = [];
  const where =
    text === ''
      ? "how = 'discarded'"
      : `how = 'discarded' and (letter ->> 'file_name' || ' ' || (letter ->> 'error_message') || ' '
          || (letter ->> 'error_code') || ' ' || reason) ilike $${values.push(likePattern(text))}`;
  const [rows, totals] = await Promise.all([
    database.pool.query<TrashRow>(
      `select job_id as "jobId", letter - 'stack' as letter, at, reason from flightline.letters_gone where ${where}
       order by at desc, job_id desc limit $${values.length + 1} offset $${values.length + 2}`,
      [...values, query.limit, query.offset],
    ),
    database.pool.query<{ total: number }>(
      `select count(*) as total from flightline.letters_gone where ${where}`,
      values,
    ),
  ]);
  return { rows: rows.rows.map(toTrashed), total: totals.rows[0]?.total ?? 0 };
}

function toTrashed({ jobId, letter, at, reason }: TrashRow): TrashedLetter {
  return {
    jobId,
    engine: letter.engine,
    engineVersion: letter.engine_version,
    lane: letter.lane,
    fileName: letter.file_name,
    sha256: letter.sha256,
    sizeBytes: letter.size_bytes,
    errorCode: letter.error_code,
    errorMessage: letter.error_message,
    action: actionOf(letter.error_code),
    fingerprint: letter.fingerprint,
    failedAt: letter.failed_at,
    attempts: letter.attempts,
    discardedAt: at,
    purgedAt: at + trashDays * dayMs,
    reason: reason ?? '',
  };
}

/** Letters that an act took and that have not come back since, by how. */
export async function takenBy(
  database: Database,
  act: string,
): Promise<{ jobId: string; how: 'discarded' | 'retried' | 'edited'; replacedBy: string | null }[]> {
  const found = await database.pool.query<{
    jobId: string;
    how: 'discarded' | 'retried' | 'edited';
    replacedBy: string | null;
  }>(
    `select job_id as "jobId", how, replaced_by as "replacedBy" from flightline.letters_gone where act = $1
     order by job_id`,
    [act],
  );
  return found.rows;
}

export async function countTakenBy(database: Database, act: string): Promise<number> {
  const found = await database.pool.query<{ count: number }>(
    'select count(*) from flightline.letters_gone where act = $1',
    [act],
  );
  return found.rows[0]?.count ?? 0;
}

/**
 * Retried jobs that have not started are failed again, with their letters. Whoever calls has taken them out of the queue.
 * The next generation keeps out whatever may still come of the retry. @returns ids that came back
 */
export async function unretry(
  database: Database,
  act: string,
  jobIds: readonly string[],
  at: number,
): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with back as (
       select g.job_id, g.generation, j.generation + 1 as next, g.letter
       from flightline.letters_gone g join flightline.jobs j on j.id = g.job_id
       where g.job_id = any($2::text[]) and g.act = $1 and g.how = 'retried'
         and j.state in ('waiting', 'paused', 'delayed') and j.generation = g.generation + 1
         and j.attempts = 0 and j.started_at is null
     ), failed as (
       update flightline.jobs j set state = 'failed', generation = b.next,
         attempts = (b.letter ->> 'attempts')::int, finished_at = (b.letter ->> 'failed_at')::bigint,
         error_code = b.letter ->> 'error_code', error_message = b.letter ->> 'error_message',
         lane = b.letter ->> 'lane', file_name = b.letter ->> 'file_name', updated_at = $3
       from back b where j.id = b.job_id
     ), spent as (
       delete from flightline.letters_gone g using back b
       where g.job_id = b.job_id and g.generation = b.generation
     )
     insert into flightline.dead_letters (${letterColumns})
     select ${letterColumns
       .split(', ')
       .map((column) =>
         column === 'generation' ? 'back.next' : column === 'returned' ? 'true' : `l.${column}`,
       )
       .join(', ')}
     from back cross join lateral jsonb_populate_record(null::flightline.dead_letters, back.letter) l
     on conflict (job_id) do nothing
     returning job_id as id`,
    [act, jobIds, at],
  );
  return found.rows.map((row) => row.id);
}

/** At most so many go in one statement, so that others get in between. */
const purgeChunk = 1000;

/** Empties the trash of what is older than its days, and forgets retries that have started or ended. @returns how many went */
export async function purge(database: Database, now: number): Promise<number> {
  const old = await database.pool.query(
    `delete from flightline.letters_gone where (job_id, generation) in (
       select job_id, generation from flightline.letters_gone where how = 'discarded' and at < $1 limit ${purgeChunk})`,
    [now - trashDays * dayMs],
  );
  // Bulk acts that run count by these rows.
  const spent = await database.pool.query(
    `delete from flightline.letters_gone where (job_id, generation) in (
       select g.job_id, g.generation from flightline.letters_gone g join flightline.jobs j on j.id = g.job_id
       where g.how <> 'discarded' and g.at < $1
         and (g.how = 'edited' or j.generation <> g.generation + 1 or j.state not in ('waiting', 'paused', 'delayed'))
         and not exists (select from flightline.letter_bulks b where b.id = g.act and b.finished_at is null)
       limit ${purgeChunk})`,
    [now - 3_600_000],
  );
  return (old.rowCount ?? 0) + (spent.rowCount ?? 0);
}
