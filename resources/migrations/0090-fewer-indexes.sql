-- Each change of a job's state writes every index of `jobs`, and each letter that leaves those of `letters_gone`.

-- Where the database compares by bytes (the embedded store does), the primary key finds beginnings of ids as well.
do $$
begin
  -- Servers before 15 know no other provider than the C library.
  if exists (select from pg_database d where datname = current_database() and datcollate in ('C', 'POSIX')
      and coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c') then
    drop index flightline.jobs_id_prefix;
  end if;
end $$;

-- Read once a minute in the order of time, in which the rows come: ranges of blocks are enough to find them by.
drop index flightline.letters_gone_spent;
create index letters_gone_spent on flightline.letters_gone using brin (at) where how <> 'discarded';
