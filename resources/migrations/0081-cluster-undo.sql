-- Where assets lay before an operator merged, split or moved them, so that it can be taken back; kept for some days.
create table flightline.cluster_undo (
  act_key text primary key,
  made_at bigint not null,
  model text not null,
  -- [{assetId, from, to, pinned}]
  members jsonb not null,
  -- The clusters they lay in: [{id, name, pinned, coverId}]
  clusters jsonb not null
);
create index cluster_undo_age on flightline.cluster_undo (made_at);
