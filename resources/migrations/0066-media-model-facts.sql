-- What is known of a model (`ModelFacts`): kept, because the engine tells it only of the one that it runs now.
alter table flightline.media_models add column facts jsonb not null;
