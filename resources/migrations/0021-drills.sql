-- Reports of drills, with every step and check.
create table flightline.drills (
  id text primary key,
  started_at bigint not null,
  state text not null,
  report jsonb not null
);
create index drills_newest on flightline.drills (started_at);
