-- The act by which pairs were decided together, by which they are taken back together; null where one was decided by itself.
alter table flightline.asset_pairs add column act_key text;
create index asset_pairs_by_act on flightline.asset_pairs (act_key) where act_key is not null;
