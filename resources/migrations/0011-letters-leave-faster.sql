-- Letters leave by the ten thousand: each row stands in one of the two lists that are read, not in both.
drop index flightline.letters_gone_newest;
create index letters_gone_trash on flightline.letters_gone (at, job_id) where how = 'discarded';
create index letters_gone_spent on flightline.letters_gone (at) where how <> 'discarded';
