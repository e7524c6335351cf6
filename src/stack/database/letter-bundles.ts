/** Dead letters as whole cases, out of and into the database. */
import type { BundleLetter } from '#contract/letter-bundle';
import { toJsonb } from './jsonb';
import type { Database } from './open';

export interface BundledLetter extends BundleLetter {
  jobId: string;
}

/** Letters with job, attempts and log lines; one that has gone is left out. */
export async function cases(database: Database, ids: readonly string[]): Promise<BundledLetter[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<BundledLetter>(
    `select d.job_id as "jobId", d.engine, d.engine_version as "engineVersion", d.lane, d.file_name as "fileName",
       d.sha256, d.size_bytes as "sizeBytes", d.options, j.accepted_at as "acceptedAt", d.error_code as "errorCode",
       d.error_message as "errorMessage", d.stack, d.fingerprint, d.failed_at as "failedAt", d.attempts,
       coalesce((
         select jsonb_agg(jsonb_build_object('generation', a.generation, 'attempt', a.attempt, 'startedAt', a.started_at,
           'finishedAt', a.finished_at, 'worker', a.worker, 'outcome', a.outcome, 'errorCode', a.error_code,
           'errorMessage', a.error_message, 'stack', a.stack, 'logs', coalesce((
             select jsonb_agg(jsonb_build_object('at', l.at, 'level', l.level, 'event', l.event, 'fields', l.fields)
               order by l.seq)
             from flightline.job_logs l
             where l.job_id = a.job_id and l.generation = a.generation and l.attempt = a.attempt), '[]'::jsonb))
           order by a.generation, a.started_at, a.attempt)
         from flightline.job_attempts a where a.job_id = d.job_id), '[]'::jsonb) as timeline
     from flightline.dead_letters d join flightline.jobs j on j.id = d.job_id
     where d.job_id = any($1::text[]) order by d.failed_at desc, d.job_id desc`,
    [ids],
  );
  return found.rows;
}

/** Adds failed jobs with their letters. A job that exists stays as it is. @returns ids that were added */
export async function add(database: Database, letters: readonly BundledLetter[]): Promise<string[]> {
  if (letters.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with given as (
       select distinct on (x."jobId") x.* from jsonb_to_recordset($1::jsonb) as x("jobId" text, engine text,
         "engineVersion" int, lane text, "fileName" text, sha256 text, "sizeBytes" bigint, options jsonb,
         "acceptedAt" bigint, "errorCode" text, "errorMessage" text, stack text, fingerprint text, "failedAt" bigint,
         attempts int, timeline jsonb)
     ), added as (
       insert into flightline.jobs (id, engine, engine_version, lane, state, file_name, sha256, size_bytes, options,
         attempts, accepted_at, finished_at, error_code, error_message, updated_at)
       select g."jobId", g.engine, g."engineVersion", g.lane, 'failed', g."fileName", g.sha256, g."sizeBytes", g.options,
         g.attempts, g."acceptedAt", g."failedAt", g."errorCode", g."errorMessage", g."failedAt"
       from given g on conflict (id) do nothing
       returning id
     ), attempts as (
       select g."jobId" as job_id, a.* from given g join added on added.id = g."jobId"
       cross join lateral jsonb_to_recordset(g.timeline) as a(generation int, attempt int, "startedAt" bigint,
         "finishedAt" bigint, worker text, outcome text, "errorCode" text, "errorMessage" text, stack text, logs jsonb)
     ), stored_attempts as (
       -- Generation 0 is the imported job's own: its next retry is the first.
       insert into flightline.job_attempts (job_id, generation, attempt, started_at, finished_at, worker, outcome,
         error_code, error_message, stack)
       select job_id, 0, attempt, "startedAt", "finishedAt", worker, outcome, "errorCode", "errorMessage", stack
       from attempts on conflict do nothing
     ), stored_logs as (
       insert into flightline.job_logs (job_id, generation, attempt, seq, at, level, event, fields)
       select a.job_id, 0, a.attempt, row_number() over (partition by a.job_id, a.attempt order by a."startedAt", line.number),
         (line.value ->> 'at')::bigint, line.value ->> 'level', line.value ->> 'event', line.value -> 'fields'
       from attempts a cross join lateral jsonb_array_elements(a.logs) with ordinality as line(value, number)
       on conflict do nothing
     )
     insert into flightline.dead_letters (job_id, generation, engine, engine_version, file_name, sha256, size_bytes,
       error_code, error_message, stack, fingerprint, failed_at, attempts, lane, options)
     select g."jobId", 0, g.engine, g."engineVersion", g."fileName", g.sha256, g."sizeBytes", g."errorCode",
       g."errorMessage", g.stack, g.fingerprint, g."failedAt", g.attempts, g.lane, g.options
     from given g join added on added.id = g."jobId"
     returning job_id as id`,
    [toJsonb(letters)],
  );
  return found.rows.map((row) => row.id);
}
