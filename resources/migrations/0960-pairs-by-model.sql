-- Models by whose vectors a pair was found; null where no model had a say (hash, name, camera), and for pairs from before.
-- While another model answers, an open pair of its finding is not asked about.
alter table flightline.asset_pairs add column found_by text[];
