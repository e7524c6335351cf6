-- The media library: assets, their words and vectors, clusters, duplicates, watched folders. Times are ms since the epoch.

create table flightline.assets (
  id uuid primary key,
  sha256 text not null unique,
  job_id text not null,
  kind text not null,
  mime text not null,
  file_name text not null,
  size_bytes bigint not null,
  width integer not null,
  height integer not null,
  duration_ms double precision,
  taken_at bigint not null,
  taken_source text not null,
  -- The day on the clock of the camera.
  day date not null,
  latitude double precision,
  longitude double precision,
  place text,
  camera text,
  phash bigint not null,
  thumbhash text not null,
  sharpness double precision not null,
  imported_at bigint not null,
  -- Put away as the lesser of two; never deleted.
  hidden_at bigint,
  constraint assets_kind check (kind in ('image', 'video'))
);
create index assets_gallery on flightline.assets (day, taken_at, id);
create index assets_taken on flightline.assets (taken_at);
create index assets_camera on flightline.assets (camera) where camera is not null;
create index assets_videos on flightline.assets (day) where kind = 'video';
create index assets_hidden on flightline.assets (day) where hidden_at is not null;
create index assets_imported on flightline.assets (imported_at, id);
create index assets_job on flightline.assets (job_id);
create index assets_place on flightline.assets using gist (point(longitude, latitude)) where latitude is not null;

-- What only the page of one asset, and the comparison of two, need: the engine's result without vectors.
create table flightline.asset_details (
  asset_id uuid primary key references flightline.assets (id) on delete cascade,
  facts jsonb not null
);

-- `words` is the text cut into words, so that IMG_2041-harbour.jpg is found by "harbour". The source 'all' holds the words
-- of every other one: what is asked for may be spread over several.
create table flightline.asset_texts (
  asset_id uuid not null references flightline.assets (id) on delete cascade,
  source text not null,
  text text not null,
  words text not null,
  tsv tsvector generated always as (to_tsvector('simple', words) || to_tsvector('english', words)) stored,
  primary key (asset_id, source)
);
create index asset_texts_words on flightline.asset_texts using gin (tsv) where source = 'all';

-- Which results are in the library; a job that completed and is not here is still to be taken over.
create table flightline.media_taken (
  job_id text primary key,
  asset_id uuid,
  taken_at bigint not null,
  -- Why its result could not be taken over; it is tried again by the next version.
  problem text
);

-- `is_active`: answers searches and forms the clusters that are shown; one at most.
create table flightline.media_models (
  id text primary key,
  first_seen_at bigint not null,
  is_active boolean not null default false
);
create unique index media_models_active on flightline.media_models (is_active) where is_active;

create table flightline.clusters (
  id uuid primary key,
  model text not null,
  name text,
  cover_id uuid,
  size integer not null,
  -- Length of the sum of the members' vectors; over the size it is the mean cosine to the centre.
  sum_norm double precision not null,
  pinned boolean not null default false,
  created_at bigint not null,
  updated_at bigint not null,
  -- Changed since it was last tidied.
  touched_at bigint
);
create index clusters_largest on flightline.clusters (model, size, id);
create index clusters_touched on flightline.clusters (model, touched_at) where touched_at is not null;

create table flightline.cluster_members (
  model text not null,
  asset_id uuid not null references flightline.assets (id) on delete cascade,
  cluster_id uuid not null references flightline.clusters (id) on delete cascade,
  -- Put there by hand: no pass of ours moves it.
  pinned boolean not null default false,
  joined_at bigint not null,
  primary key (model, asset_id)
);
create index cluster_members_cluster on flightline.cluster_members (cluster_id, asset_id);

-- Pairs that look alike; `first_id` < `second_id`.
create table flightline.asset_pairs (
  first_id uuid not null references flightline.assets (id) on delete cascade,
  second_id uuid not null references flightline.assets (id) on delete cascade,
  kind text not null,
  score double precision not null,
  why text not null,
  state text not null default 'open',
  -- Of `state` = 'kept': the one that stays in view.
  kept_id uuid,
  found_at bigint not null,
  decided_at bigint,
  decided_by text,
  primary key (first_id, second_id),
  constraint asset_pairs_state check (state in ('open', 'kept', 'different'))
);
create index asset_pairs_second on flightline.asset_pairs (second_id);
create index asset_pairs_state on flightline.asset_pairs (state, found_at, first_id);

create table flightline.watched_folders (
  id uuid primary key,
  path text not null unique,
  recursive boolean not null,
  paused boolean not null default false,
  added_at bigint not null,
  scanned_at bigint,
  problem text
);

-- Files seen in watched folders, so that a restart takes only what is new or changed.
create table flightline.watched_files (
  folder_id uuid not null references flightline.watched_folders (id) on delete cascade,
  path text not null,
  size_bytes bigint not null,
  modified_at double precision not null,
  seen_at bigint not null,
  outcome text not null,
  message text,
  job_id text,
  primary key (folder_id, path)
);

-- Vectors need pgvector, which a server of one's own may get later: the media library calls this at each start.
-- True when the tables are there.
create function flightline.make_vector_tables() returns boolean language plpgsql as $body$
begin
  begin
    create extension if not exists vector;
  exception when others then
    raise notice 'pgvector is not available: %', sqlerrm;
    return false;
  end;
  if to_regclass('flightline.asset_vectors') is null then
    create table flightline.asset_vectors (
      asset_id uuid not null references flightline.assets (id) on delete cascade,
      model text not null,
      -- 0 for a picture, the moment of the frame for a video.
      frame_ms integer not null,
      vec vector(512) not null,
      primary key (model, asset_id, frame_ms)
    );
    create table flightline.cluster_centroids (
      cluster_id uuid primary key references flightline.clusters (id) on delete cascade,
      centroid vector(512) not null
    );
    -- In the row: out of a side table an exact comparison takes eight times as long.
    alter table flightline.asset_vectors alter column vec set storage plain;
    alter table flightline.cluster_centroids alter column centroid set storage plain;
  end if;
  return true;
end $body$;

do $$ begin perform flightline.make_vector_tables(); end $$;
