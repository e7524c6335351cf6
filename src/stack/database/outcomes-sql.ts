/** The two statements of the recorder. Every part of a statement sees the tables as they were before it. */

/**
 * $1: list of `JobStart`. A start that comes after its own outcome has that outcome's time and is left out. Starts only make
 * lists fresher: their commit is not waited for.
 */
export const recordStarts = `
with given as (
  select distinct on (x."jobId") x.*
  from jsonb_to_recordset($1::jsonb) as x("jobId" text, generation int, "startedAt" bigint, worker text,
    "waitMs" double precision)
  order by x."jobId", x.generation desc, x."startedAt" desc
), unflushed as (
  select set_config('synchronous_commit', 'off', true) as setting
)
update flightline.jobs j
set state = 'active', started_at = g."startedAt", worker = g.worker, wait_ms = coalesce(g."waitMs", j.wait_ms),
  updated_at = g."startedAt"
from given g, unflushed
where unflushed.setting = 'off' and j.id = g."jobId" and j.generation = g.generation and j.state in ('waiting', 'delayed', 'paused', 'active')
  and g."startedAt" > coalesce(j.started_at, 0)
returning j.id`;

/** $1: list of `JobOutcome`. */
export const recordOutcomes = `
with given as (
  select x."jobId" as job_id, x.generation, x.state, x."waitMs" as wait_ms, x."runMs" as run_ms, x.crashes, x.result,
    x.fingerprint, x.logs, a.*, x.state in ('completed', 'failed', 'cancelled') as is_final
  from jsonb_to_recordset($1::jsonb) as x("jobId" text, generation int, state text, "waitMs" double precision,
    "runMs" double precision, crashes int, result jsonb, fingerprint text, logs jsonb, attempt jsonb)
  cross join lateral jsonb_to_record(x.attempt) as a(attempt int, "startedAt" bigint, "finishedAt" bigint, worker text,
    outcome text, "errorCode" text, "errorMessage" text, stack text)
), known as (
  select g.*, j.generation = g.generation and j.state not in ('completed', 'failed', 'cancelled') as is_open,
    g.is_final or g."startedAt" >= coalesce(j.started_at, 0) as is_news
  from given g join flightline.jobs j on j.id = g.job_id
), latest as (
  select distinct on (job_id) * from known where is_open and is_news
  order by job_id, is_final desc, attempt desc, "finishedAt" desc
), changed as (
  update flightline.jobs j
  set state = l.state, attempts = greatest(j.attempts, l.attempt), crashes = greatest(j.crashes, l.crashes),
    started_at = l."startedAt", finished_at = case when l.is_final then l."finishedAt" end,
    wait_ms = coalesce(l.wait_ms, j.wait_ms), run_ms = l.run_ms, worker = l.worker,
    error_code = case when l.state = 'completed' then null else l."errorCode" end,
    error_message = case when l.state = 'completed' then null else l."errorMessage" end,
    summary = case when l.state = 'completed' then l.result -> 'summary' end, updated_at = l."finishedAt"
  from latest l
  where j.id = l.job_id
  returning j.id
), stored_results as (
  insert into flightline.results (job_id, engine_version, output, created_at, run_ms, worker)
  select job_id, (result ->> 'engineVersion')::int, result -> 'output', "finishedAt", run_ms, worker
  from latest where state = 'completed' and jsonb_typeof(result) = 'object'
  on conflict (job_id) do nothing
), stored_attempts as (
  insert into flightline.job_attempts (job_id, generation, attempt, started_at, finished_at, worker, outcome,
    error_code, error_message, stack)
  select distinct on (job_id, generation, attempt, "startedAt") job_id, generation, attempt, "startedAt", "finishedAt",
    worker, outcome, "errorCode", "errorMessage", stack
  from known where is_open
  on conflict do nothing
), stored_logs as (
  insert into flightline.job_logs (job_id, generation, attempt, seq, at, level, event, fields)
  select k.job_id, k.generation, k.attempt, line.number, (line.value ->> 'at')::bigint, line.value ->> 'level',
    line.value ->> 'event', coalesce(line.value -> 'fields', '{}')
  from known k cross join lateral jsonb_array_elements(k.logs) with ordinality as line(value, number)
  where k.is_open
  on conflict do nothing
), stored_letters as (
  insert into flightline.dead_letters (job_id, generation, engine, engine_version, file_name, sha256, size_bytes,
    error_code, error_message, stack, fingerprint, failed_at, attempts, lane, options)
  select j.id, l.generation, j.engine, j.engine_version, j.file_name, j.sha256, j.size_bytes,
    coalesce(l."errorCode", 'ENGINE_FAILED'), coalesce(l."errorMessage", ''), l.stack, coalesce(l.fingerprint, ''),
    l."finishedAt", l.attempt, j.lane, j.options
  from latest l join flightline.jobs j on j.id = l.job_id
  where l.state = 'failed'
  on conflict (job_id) do update set generation = excluded.generation, error_code = excluded.error_code,
    error_message = excluded.error_message, stack = excluded.stack, fingerprint = excluded.fingerprint,
    failed_at = excluded.failed_at, attempts = excluded.attempts, lane = excluded.lane, returned = false
)
select g.job_id as id, bool_or(k.job_id is not null) as known, bool_or(c.id is not null) as changed
from given g
left join known k on k.job_id = g.job_id
left join changed c on c.id = g.job_id
group by g.job_id`;
