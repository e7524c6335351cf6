-- Dead letters by group: counters that the letters themselves keep right, one text to search, and what has left.

alter table flightline.dead_letters
  add column lane text not null default 'normal',
  add column options jsonb not null default '{}',
  -- Came back from the trash or by an undo: it was counted as seen before.
  add column returned boolean not null default false;

update flightline.dead_letters d set lane = j.lane, options = j.options
from flightline.jobs j where j.id = d.job_id;

-- Lower case: `like` is a third of the cost of `ilike` on the embedded store. Ids and hashes are looked up whole instead.
alter table flightline.dead_letters add column search text not null generated always as (
  lower(file_name || E'\n' || error_code || E'\n' || left(error_message, 2000) || E'\n' || engine || E'\n' || lane
    || E'\n' || options::text)
) stored;

drop index if exists flightline.dead_letters_search;
drop index flightline.dead_letters_group;
create index dead_letters_group on flightline.dead_letters (fingerprint, failed_at, job_id);
create index dead_letters_code on flightline.dead_letters (error_code, failed_at, job_id);
create index dead_letters_engine on flightline.dead_letters (engine, failed_at, job_id);

create table flightline.letter_groups (
  fingerprint text primary key,
  engine text not null,
  error_code text not null,
  -- Of the newest letter.
  message text not null,
  -- That lie here now.
  letters integer not null,
  -- That ever came.
  seen bigint not null,
  engine_versions integer[] not null,
  first_at bigint not null,
  last_at bigint not null
) with (fillfactor = 70);

create table flightline.letter_hours (
  fingerprint text not null,
  -- Hours since the epoch.
  hour integer not null,
  seen integer not null,
  primary key (fingerprint, hour)
) with (fillfactor = 70);

create function flightline.letters_came() returns trigger language plpgsql as $$
begin
  insert into flightline.letter_groups as g
    (fingerprint, engine, error_code, message, letters, seen, engine_versions, first_at, last_at)
  select fingerprint, min(engine), min(error_code), (array_agg(left(error_message, 2000) order by failed_at desc))[1],
    count(*), count(*) filter (where not returned), array_agg(distinct engine_version), min(failed_at), max(failed_at)
  from came group by fingerprint order by fingerprint
  on conflict (fingerprint) do update set
    message = case when excluded.last_at >= g.last_at then excluded.message else g.message end,
    letters = g.letters + excluded.letters, seen = g.seen + excluded.seen,
    engine_versions = case when g.engine_versions @> excluded.engine_versions then g.engine_versions
      else (select array_agg(distinct v order by v) from unnest(g.engine_versions || excluded.engine_versions) as v) end,
    first_at = least(g.first_at, excluded.first_at), last_at = greatest(g.last_at, excluded.last_at);
  insert into flightline.letter_hours as h (fingerprint, hour, seen)
  select fingerprint, failed_at / 3600000, count(*) from came where not returned
  group by 1, 2 order by 1, 2
  on conflict (fingerprint, hour) do update set seen = h.seen + excluded.seen;
  return null;
end $$;

create function flightline.letters_went() returns trigger language plpgsql as $$
begin
  update flightline.letter_groups g set letters = g.letters - w.letters
  from (select fingerprint, count(*) as letters from went group by fingerprint order by fingerprint) w
  where g.fingerprint = w.fingerprint;
  return null;
end $$;

create trigger letters_came after insert on flightline.dead_letters
  referencing new table as came for each statement execute function flightline.letters_came();
create trigger letters_went after delete on flightline.dead_letters
  referencing old table as went for each statement execute function flightline.letters_went();
-- A letter that is written over has failed again: the old one goes, the new one comes.
create trigger letters_again_went after update on flightline.dead_letters
  referencing old table as went for each statement execute function flightline.letters_went();
create trigger letters_again_came after update on flightline.dead_letters
  referencing new table as came for each statement execute function flightline.letters_came();

insert into flightline.letter_groups
select fingerprint, min(engine), min(error_code), (array_agg(left(error_message, 2000) order by failed_at desc))[1],
  count(*), count(*), array_agg(distinct engine_version), min(failed_at), max(failed_at)
from flightline.dead_letters group by fingerprint;
insert into flightline.letter_hours
select fingerprint, failed_at / 3600000, count(*) from flightline.dead_letters group by 1, 2;

-- What left, so that it can come back: the trash, and retries that have not started.
create table flightline.letters_gone (
  job_id text not null,
  generation integer not null,
  how text not null,
  at bigint not null,
  -- Key of the act that took it, or id of the bulk act.
  act text not null,
  reason text,
  -- The job that came in its place (edited).
  replaced_by text,
  -- The row of `dead_letters`.
  letter jsonb not null,
  primary key (job_id, generation),
  constraint letters_gone_how check (how in ('discarded', 'retried', 'edited'))
);
create index letters_gone_act on flightline.letters_gone (act);
create index letters_gone_newest on flightline.letters_gone (how, at, job_id);

-- Acts on many letters, which go on after a restart.
create table flightline.letter_bulks (
  id text primary key,
  verb text not null,
  -- What was asked for: target, reason, change, canary, rate.
  request jsonb not null,
  state text not null,
  actor text not null,
  total integer not null,
  -- Letters that were looked at, whatever became of them.
  passed integer not null default 0,
  done integer not null default 0,
  -- The last one that was looked at, in the order of the work.
  cursor_at bigint,
  cursor_id text,
  canary jsonb,
  message text,
  created_at bigint not null,
  -- When the part without canaries began.
  started_at bigint,
  finished_at bigint,
  constraint letter_bulks_state check (state in ('running', 'canary', 'stopped', 'cancelled', 'done'))
);
create index letter_bulks_newest on flightline.letter_bulks (created_at, id);

do $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    -- A short list of entries that wait for their place: every search reads all of it.
    create index dead_letters_search on flightline.dead_letters using gin (search gin_trgm_ops)
      with (gin_pending_list_limit = 256);
  end if;
end $$;
