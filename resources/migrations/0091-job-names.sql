-- What never changes of a job stands apart, so that its indexes are written once and not at each change of state: the
-- index of substrings cost as much as all others together. By name the rows are sorted, too.

create table flightline.job_names (
  -- Of the file; as much of it as an index can hold in every script.
  name text not null,
  job_id text not null,
  primary key (name, job_id)
);

insert into flightline.job_names select left(file_name, 600), id from flightline.jobs;

drop index if exists flightline.jobs_file_name_search;

create or replace function flightline.jobs_came() returns trigger language plpgsql as $$
begin
  insert into flightline.job_counts select engine, lane, state, count(*) from came group by 1, 2, 3;
  insert into flightline.job_names select left(file_name, 600), id from came;
  return null;
end $$;

create or replace function flightline.jobs_went() returns trigger language plpgsql as $$
begin
  insert into flightline.job_counts select engine, lane, state, -count(*) from went group by 1, 2, 3;
  delete from flightline.job_names n using went w where n.name = left(w.file_name, 600) and n.job_id = w.id;
  return null;
end $$;

create or replace function flightline.jobs_cleared() returns trigger language plpgsql as $$
begin
  delete from flightline.job_counts;
  delete from flightline.job_names;
  return null;
end $$;

create function flightline.job_renamed() returns trigger language plpgsql as $$
begin
  update flightline.job_names set name = left(new.file_name, 600)
  where name = left(old.file_name, 600) and job_id = old.id;
  return null;
end $$;

create trigger job_renamed after update of file_name on flightline.jobs
  for each row when (old.file_name is distinct from new.file_name) execute function flightline.job_renamed();

do $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    -- A short list of entries that wait for their place: every search reads all of it.
    create index job_names_search on flightline.job_names using gin (name gin_trgm_ops)
      with (gin_pending_list_limit = 512);
  end if;
end $$;

analyze flightline.job_names;
