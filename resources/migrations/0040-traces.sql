-- Traces: what one file went through, as spans. A row for each trace, made from the parts that processes report.

alter table flightline.jobs add column trace text;

create table flightline.traces (
  trace_id text primary key,
  name text not null,
  started_at double precision not null,
  ended_at double precision not null,
  duration_ms double precision generated always as (ended_at - started_at) stored,
  errors integer not null,
  spans integer not null,
  bytes bigint not null,
  engines text[] not null,
  job_ids text[] not null,
  error_text text
);
create index traces_newest on flightline.traces (started_at, trace_id);
create index traces_longest on flightline.traces (duration_ms, trace_id);
create index traces_failed on flightline.traces (started_at, trace_id) where errors > 0;
create index traces_jobs on flightline.traces using gin (job_ids);

-- `seq` is where the export to a collector goes on.
create table flightline.trace_parts (
  seq bigint generated always as identity unique,
  trace_id text not null,
  part_id text not null,
  stored_at bigint not null,
  bars jsonb not null,
  spans jsonb not null,
  primary key (trace_id, part_id)
);

do $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    create index traces_search on flightline.traces using gin (name gin_trgm_ops, error_text gin_trgm_ops);
  end if;
end $$;
