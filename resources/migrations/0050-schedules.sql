-- Schedules, their runs, and which files the runs of a folder have taken.
create table flightline.schedules (
  id text primary key,
  name text not null,
  cron text not null,
  time_zone text not null,
  catch_up text not null,
  catch_up_limit integer not null,
  work jsonb not null,
  paused boolean not null default false,
  engine text,
  created_at bigint not null,
  updated_at bigint not null,
  -- Kept for a while, so that a removal can be taken back; an engine's own is kept for good, so that it stays removed.
  removed_at bigint,
  -- Every due time up to here has its run or was left out.
  settled_until bigint not null,
  constraint schedules_catch_up check (catch_up in ('none', 'once', 'all'))
);

create table flightline.schedule_runs (
  id text primary key,
  schedule_id text not null,
  due_at bigint not null,
  cause text not null,
  state text not null,
  started_at bigint,
  finished_at bigint,
  message text,
  error_code text,
  batch_id text,
  -- How often it was begun: one that ends the gateway each time is given up.
  begun integer not null default 0,
  constraint schedule_runs_state check (state in ('waiting', 'running', 'done', 'failed', 'skipped'))
);
create index schedule_runs_of on flightline.schedule_runs (schedule_id, due_at desc, id);
create index schedule_runs_newest on flightline.schedule_runs (due_at desc, id);
create index schedule_runs_open on flightline.schedule_runs (schedule_id) where state in ('waiting', 'running');

create table flightline.schedule_files (
  schedule_id text not null,
  path text not null,
  size_bytes bigint not null,
  modified_ms double precision not null,
  primary key (schedule_id, path)
);
