-- Jobs, their results and attempts, batches, dead letters, the audit log and metrics history.
-- Times are milliseconds since the epoch. Everything lives in its own schema, so that a shared server is no problem.

-- Substring search is fast where pg_trgm can be had; without it the same queries scan.
do $$
begin
  create extension if not exists pg_trgm;
exception when others then
  raise notice 'pg_trgm is not available: %', sqlerrm;
end $$;

create table flightline.jobs (
  id text primary key,
  engine text not null,
  engine_version integer not null,
  lane text not null,
  state text not null,
  file_name text not null,
  sha256 text not null,
  size_bytes bigint not null,
  options jsonb not null default '{}',
  attempts integer not null default 0,
  crashes integer not null default 0,
  generation integer not null default 0,
  accepted_at bigint not null,
  started_at bigint,
  finished_at bigint,
  wait_ms double precision,
  run_ms double precision,
  worker text,
  error_code text,
  error_message text,
  summary jsonb,
  updated_at bigint not null,
  constraint jobs_state check (state in ('waiting', 'active', 'delayed', 'paused', 'completed', 'failed', 'cancelled'))
) with (fillfactor = 85);
create index jobs_newest on flightline.jobs (accepted_at, id);
create index jobs_state_newest on flightline.jobs (state, accepted_at, id);
create index jobs_engine_state on flightline.jobs (engine, state);
create index jobs_blob on flightline.jobs (sha256);

create table flightline.results (
  job_id text primary key,
  engine_version integer not null,
  output jsonb not null,
  created_at bigint not null,
  run_ms double precision,
  worker text
);

create table flightline.job_attempts (
  job_id text not null,
  generation integer not null,
  attempt integer not null,
  started_at bigint not null,
  finished_at bigint not null,
  worker text not null,
  outcome text not null,
  error_code text,
  error_message text,
  stack text,
  primary key (job_id, generation, attempt, started_at)
);

create table flightline.job_logs (
  job_id text not null,
  generation integer not null,
  attempt integer not null,
  seq integer not null,
  at bigint not null,
  level text not null,
  event text not null,
  fields jsonb not null,
  primary key (job_id, generation, attempt, seq)
);

create table flightline.batches (
  id text primary key,
  name text not null,
  lane text not null,
  state text not null,
  sealed boolean not null default false,
  scan jsonb,
  created_at bigint not null,
  finished_at bigint,
  constraint batches_state check (state in ('open', 'running', 'paused', 'cancelled', 'done'))
);
create index batches_newest on flightline.batches (created_at, id);

create table flightline.batch_members (
  batch_id text not null,
  seq integer not null,
  file_name text not null,
  size_bytes bigint not null,
  job_id text,
  duplicate boolean not null default false,
  refusal_code text,
  refusal_message text,
  primary key (batch_id, seq)
);
create index batch_members_job on flightline.batch_members (job_id, batch_id) where job_id is not null;

create table flightline.dead_letters (
  job_id text primary key,
  generation integer not null,
  engine text not null,
  engine_version integer not null,
  file_name text not null,
  sha256 text not null,
  size_bytes bigint not null,
  error_code text not null,
  error_message text not null,
  stack text,
  fingerprint text not null,
  failed_at bigint not null,
  attempts integer not null
);
create index dead_letters_newest on flightline.dead_letters (failed_at, job_id);
create index dead_letters_group on flightline.dead_letters (error_code, fingerprint);
create index dead_letters_blob on flightline.dead_letters (sha256);

create table flightline.audit (
  key uuid primary key,
  at bigint not null,
  actor text not null,
  act text not null,
  subject jsonb not null,
  answer jsonb,
  error jsonb,
  finished_at bigint
);
create index audit_newest on flightline.audit (at);

create table flightline.metric_minutes (
  at bigint primary key,
  series jsonb not null
);

create table flightline.kv (
  key text primary key,
  value jsonb not null,
  updated_at bigint not null
);

do $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    create index jobs_file_name_search on flightline.jobs using gin (file_name gin_trgm_ops);
    create index jobs_error_search on flightline.jobs using gin (error_message gin_trgm_ops) where error_message is not null;
    create index dead_letters_search on flightline.dead_letters using gin (file_name gin_trgm_ops, error_message gin_trgm_ops);
  end if;
end $$;
