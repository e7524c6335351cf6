-- Every ended act as an entry of a chain: each hash covers its entry and the hash before.
create table flightline.audit_entries (
  seq bigint primary key,
  key uuid not null,
  at bigint not null,
  actor text not null,
  act text not null,
  outcome text not null,
  -- Canonical JSON; the columns above repeat parts of it.
  body text not null,
  hash text not null,
  constraint audit_entries_outcome check (outcome in ('done', 'failed'))
);
create index audit_entries_newest on flightline.audit_entries (at, seq);
create index audit_entries_act on flightline.audit_entries (act, seq);
create index audit_entries_actor on flightline.audit_entries (actor, seq);

create table flightline.audit_head (
  id integer primary key,
  seq bigint not null,
  hash text not null,
  constraint audit_head_one check (id = 1)
);
insert into flightline.audit_head (id, seq, hash) values (1, 0, repeat('0', 64));

do $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    create index audit_entries_search on flightline.audit_entries using gin (body gin_trgm_ops);
  end if;
end $$;
