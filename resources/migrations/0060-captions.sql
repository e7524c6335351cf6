-- Which assets a vision model has been asked about, and what it said of asking again. The words are with the other texts.
-- No reference to the assets: their table is made by a later file. Rows of removed assets do no harm.
create table flightline.media_captions (
  asset_id uuid primary key,
  model text not null,
  -- Why it said nothing; null: it did.
  problem text,
  -- The words are labels of the embedding model, for want of better ones.
  is_label boolean not null default false,
  asked_at bigint not null
);
