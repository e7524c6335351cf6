-- Ids are searched by how they begin: a substring index over random text would cost more than all others together.
create index jobs_id_prefix on flightline.jobs (id text_pattern_ops);
