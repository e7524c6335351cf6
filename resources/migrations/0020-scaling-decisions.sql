-- Every change of a pool's size, with the sentence that explains it.
create table flightline.scaling_decisions (
  id bigint generated always as identity primary key,
  at bigint not null,
  pool text not null,
  act text not null,
  actor text not null,
  size_before integer not null,
  size_after integer not null,
  reason text not null
);
create index scaling_decisions_newest on flightline.scaling_decisions (at, id);
