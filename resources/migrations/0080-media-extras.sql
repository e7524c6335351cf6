-- Larger views, text in pictures and clips: jobs of their own after an asset is in the library. A row is what is wanted.
create table flightline.media_extras (
  asset_id uuid not null references flightline.assets (id) on delete cascade,
  part text not null,
  -- Null: not asked for yet.
  job_id text,
  made_at bigint,
  -- The derived file (`DerivedFile`); null when none is needed.
  file jsonb,
  primary key (asset_id, part),
  constraint media_extras_part check (part in ('large', 'text', 'clip'))
);
create index media_extras_due on flightline.media_extras (asset_id) where job_id is null;

-- The gallery asks for it with each tile.
alter table flightline.assets add column has_clip boolean not null default false;

insert into flightline.media_extras (asset_id, part)
select a.id, p.part from flightline.assets a
cross join (values ('large', 'image'), ('text', 'image'), ('text', 'video'), ('clip', 'video')) as p (part, kind)
where p.kind = a.kind;
