/** Jobs: writing accepted ones, looking them up, changing states. */
import { and, desc, eq, getTableColumns, lt, notInArray, sql } from 'drizzle-orm';
import { terminalStates } from '#contract/jobs';
import type { JobRow, JobState } from '#contract/jobs';
import type { Lane } from '#contract/queues';
import { toJsonb } from './jsonb';
import { letterColumns } from './letter-columns';
import type { Database } from './open';
import { jobs } from './schema';
import { prepared } from './prepared';

/** A row as stored; the console's `JobRow` without progress and with what only the queue needs. */
export type StoredJob = typeof jobs.$inferSelect;

export interface NewJob {
  id: string;
  engine: string;
  engineVersion: number;
  lane: Lane;
  fileName: string;
  sha256: string;
  sizeBytes: number;
  options: Record<string, unknown>;
  acceptedAt: number;
  /** Default `waiting`. */
  state?: JobState;
  /** The job that must complete first. */
  afterId?: string | null;
  /** W3C `traceparent` of whoever brought the file. */
  trace?: string | null | undefined;
}

/** What `insertMany` found for one id. */
export interface Insertion {
  id: string;
  isNew: boolean;
  /** The state the job has now. */
  state: JobState;
  generation: number;
}

/**
 * Writes accepted jobs in one statement; a job that exists stays as it is.
 * @returns one entry per distinct id, in the order of `rows`
 */
export async function insertMany(database: Database, rows: readonly NewJob[]): Promise<Insertion[]> {
  if (rows.length === 0) return [];
  const list = toJsonb(rows.map((row) => ({ ...row, state: row.state ?? 'waiting' })));
  const inserted = await database.pool.query<{ id: string }>(
    prepared(
      `insert into flightline.jobs
       (id, engine, engine_version, lane, state, file_name, sha256, size_bytes, options, accepted_at, updated_at, after_id,
       trace)
     select distinct on (x.id) x.id, x.engine, x."engineVersion", x.lane, x.state, x."fileName", x.sha256, x."sizeBytes",
       x.options, x."acceptedAt", x."acceptedAt", x."afterId", x.trace
     from jsonb_to_recordset($1::jsonb) as x(id text, engine text, "engineVersion" int, lane text, state text,
       "fileName" text, sha256 text, "sizeBytes" bigint, options jsonb, "acceptedAt" bigint, "afterId" text, trace text)
     on conflict (id) do nothing
     returning id`,
      [list],
    ),
  );
  const added = new Set(inserted.rows.map((row) => row.id));
  const existing = await statesOf(
    database,
    rows.filter((row) => !added.has(row.id)).map((row) => row.id),
  );
  const answers = new Map<string, Insertion>();
  for (const row of rows) {
    const old = existing.get(row.id);
    if (old !== undefined) answers.set(row.id, { id: row.id, isNew: false, ...old });
    else if (added.has(row.id)) {
      answers.set(row.id, { id: row.id, isNew: true, state: row.state ?? 'waiting', generation: 0 });
    }
  }
  return [...answers.values()];
}

/** State and generation of those of the ids that exist. */
export async function statesOf(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, { state: JobState; generation: number }>> {
  if (ids.length === 0) return new Map();
  const found = await database.pool.query<{ id: string; state: JobState; generation: number }>(
    'select id, state, generation from flightline.jobs where id = any($1::text[])',
    [ids],
  );
  return new Map(found.rows.map((row) => [row.id, { state: row.state, generation: row.generation }]));
}

/** How many of these jobs are in each state. */
export async function countStates(
  database: Database,
  ids: readonly string[],
): Promise<Record<string, number>> {
  const found = await database.pool.query<{ state: JobState; count: number }>(
    'select state, count(*) as count from flightline.jobs where id = any($1::text[]) group by state order by state',
    [ids],
  );
  return Object.fromEntries(found.rows.map(({ state, count }) => [state, count]));
}

export async function get(database: Database, id: string): Promise<StoredJob | null> {
  const found = await database.orm.select().from(jobs).where(eq(jobs.id, id));
  return found[0] ?? null;
}

export async function getMany(database: Database, ids: readonly string[]): Promise<StoredJob[]> {
  if (ids.length === 0) return [];
  return database.orm
    .select()
    .from(jobs)
    .where(sql`${jobs.id} = any(${sql.param([...ids])}::text[])`);
}

/** The newest job of each engine on a file. */
export async function newestOfFile(database: Database, sha256: string): Promise<StoredJob[]> {
  return database.orm
    .selectDistinctOn([jobs.engine])
    .from(jobs)
    .where(eq(jobs.sha256, sha256))
    .orderBy(jobs.engine, desc(jobs.acceptedAt));
}

/**
 * Sets the state of jobs that are not finished: `waiting`, `delayed`, `paused`, `active`, or `cancelled` for jobs that
 * never ran. What has ended stays (only `requeue` revives it).
 * @returns ids that changed
 */
export async function setStates(
  database: Database,
  ids: readonly string[],
  state: JobState,
  at: number,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `update flightline.jobs set state = $2, updated_at = $3,
       finished_at = case when $4 then $3 else finished_at end,
       worker = case when $2 = 'active' then worker else null end
     where id = any($1::text[]) and not (state = any($5::text[])) and state <> $2
     returning id`,
    [ids, state, at, terminalStates.includes(state), terminalStates],
  );
  return found.rows.map((row) => row.id);
}

/**
 * A manual retry: failed and cancelled jobs wait again under the next generation. Their dead letters go, and are kept
 * for an undo. What is late from the generation before changes nothing any more.
 * @param act what the undo will name
 * @returns the jobs as they are now, ready to be queued; ids that are missing here were not eligible
 */
export async function requeue(
  database: Database,
  ids: readonly string[],
  at: number,
  act = '',
): Promise<StoredJob[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with revived as (
       update flightline.jobs set state = 'waiting', generation = generation + 1, attempts = 0, crashes = 0,
         started_at = null, finished_at = null, wait_ms = null, run_ms = null, worker = null,
         error_code = null, error_message = null, summary = null, updated_at = $2
       where id = any($1::text[]) and state in ('failed', 'cancelled')
       returning id
     ), letters as (
       delete from flightline.dead_letters where job_id in (select id from revived) returning ${letterColumns}
     ), trash as (
       delete from flightline.letters_gone where how = 'discarded' and job_id in (select id from revived)
     ), gone as (
       insert into flightline.letters_gone (job_id, generation, how, at, act, letter)
       select job_id, generation, 'retried', $2, $3, to_jsonb(letters) from letters
       on conflict (job_id, generation) do nothing
     )
     select id from revived`,
    [ids, at, act],
  );
  return getMany(
    database,
    found.rows.map((row) => row.id),
  );
}

/**
 * `requeue` for dead letters alone, in half its time: one statement that gives the jobs back, for acts on very many.
 * @returns the jobs as they are now; letters that had gone are missing
 */
export async function requeueLetters(
  database: Database,
  ids: readonly string[],
  at: number,
  act: string,
): Promise<StoredJob[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<StoredJob>(
    `with letters as (
       delete from flightline.dead_letters where job_id = any($1::text[]) returning ${letterColumns}
     ), revived as (
       update flightline.jobs j set state = 'waiting', generation = j.generation + 1, attempts = 0, crashes = 0,
         started_at = null, finished_at = null, wait_ms = null, run_ms = null, worker = null,
         error_code = null, error_message = null, summary = null, updated_at = $2
       from letters l where j.id = l.job_id and j.state = 'failed'
       returning ${jobColumns('j')}
     ), gone as (
       insert into flightline.letters_gone (job_id, generation, how, at, act, letter)
       select job_id, generation, 'retried', $2, $3, to_jsonb(letters) from letters
       on conflict (job_id, generation) do nothing
     )
     select * from revived`,
    [ids, at, act],
  );
  return found.rows;
}

/** Every column under the name drizzle gives it. */
function jobColumns(alias: string): string {
  return Object.entries(getTableColumns(jobs))
    .map(([key, column]) => `${alias}.${column.name} as "${key}"`)
    .join(', ');
}

/** Jobs that have not ended and have not changed since `before`: what the sweep compares with the queue. */
export async function nonTerminalOlderThan(
  database: Database,
  before: number,
  limit: number,
): Promise<StoredJob[]> {
  return database.orm
    .select()
    .from(jobs)
    .where(and(notInArray(jobs.state, [...terminalStates]), lt(jobs.updatedAt, before)))
    .orderBy(jobs.acceptedAt, jobs.id)
    .limit(limit);
}

/** Those of the hashes that some job or asset refers to; what the blob store's collection asks. */
export async function referencedBlobs(database: Database, hashes: readonly string[]): Promise<Set<string>> {
  const found = await database.pool.query<{ sha256: string }>(
    `select sha256 from flightline.jobs where sha256 = any($1::text[])
     union select sha256 from flightline.assets where sha256 = any($1::text[])`,
    [hashes],
  );
  return new Set(found.rows.map((row) => row.sha256));
}

export function toJobRow(job: StoredJob): JobRow {
  return {
    id: job.id,
    engine: job.engine,
    engineVersion: job.engineVersion,
    lane: job.lane,
    state: job.state,
    fileName: job.fileName,
    sha256: job.sha256,
    sizeBytes: job.sizeBytes,
    attempts: job.attempts,
    acceptedAt: job.acceptedAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    waitMs: job.waitMs,
    runMs: job.runMs,
    progress: null,
    worker: job.worker,
    errorCode: job.errorCode,
    errorMessage: job.errorMessage,
    summary: job.summary,
  };
}
