-- Named filters of the console's pages.
create table flightline.saved_views (
  id text primary key,
  page text not null,
  name text not null,
  search jsonb not null,
  starred boolean not null,
  created_at bigint not null
);
