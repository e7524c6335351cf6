-- A job may be a step of a workflow: it waits until another job has completed.
alter table flightline.jobs add column after_id text;
create index jobs_after on flightline.jobs (after_id) where after_id is not null;
