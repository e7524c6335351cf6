-- Assets of each day and of each camera, kept up by triggers: the gallery asks for both at each opening, and counting 100,000
-- assets takes tenths of a second. A row may have come down to nothing.

create table flightline.asset_days (
  day date not null,
  kind text not null,
  hidden boolean not null,
  assets bigint not null,
  -- Sum of width over height, each between a half and four: how high the day will be on the screen.
  ratio_sum double precision not null,
  bytes bigint not null,
  with_place bigint not null,
  primary key (day, kind, hidden)
);

create table flightline.asset_cameras (
  camera text primary key,
  assets bigint not null
);

create function flightline.asset_ratio(width integer, height integer) returns double precision language sql immutable as
  'select least(4, greatest(0.5, width::float8 / greatest(height, 1)))';

create function flightline.add_asset_day(the_day date, the_kind text, is_hidden boolean, n bigint, ratio double precision,
  size bigint, places bigint) returns void language sql as $$
  insert into flightline.asset_days as d values (the_day, the_kind, is_hidden, n, ratio, size, places)
  on conflict (day, kind, hidden) do update set assets = d.assets + excluded.assets, ratio_sum = d.ratio_sum + excluded.ratio_sum,
    bytes = d.bytes + excluded.bytes, with_place = d.with_place + excluded.with_place
$$;

create function flightline.add_asset_camera(the_camera text, n bigint) returns void language sql as $$
  insert into flightline.asset_cameras as c values (the_camera, n)
  on conflict (camera) do update set assets = c.assets + excluded.assets
$$;

create function flightline.assets_came() returns trigger language plpgsql as $$
begin
  perform flightline.add_asset_day(day, kind, hidden_at is not null, count(*), sum(flightline.asset_ratio(width, height)),
    sum(size_bytes)::bigint, count(latitude)) from came group by day, kind, hidden_at is not null;
  perform flightline.add_asset_camera(camera, count(*)) from came where camera is not null group by camera;
  return null;
end $$;

create function flightline.assets_went() returns trigger language plpgsql as $$
begin
  perform flightline.add_asset_day(day, kind, hidden_at is not null, -count(*), -sum(flightline.asset_ratio(width, height)),
    -sum(size_bytes)::bigint, -count(latitude)) from went group by day, kind, hidden_at is not null;
  perform flightline.add_asset_camera(camera, -count(*)) from went where camera is not null group by camera;
  return null;
end $$;

-- Of an asset that is there only whether it is hidden changes.
create function flightline.assets_changed() returns trigger language plpgsql as $$
begin
  perform flightline.add_asset_day(day, kind, hidden, sum(sign), sum(sign * flightline.asset_ratio(width, height)),
    sum(sign * size_bytes)::bigint, coalesce(sum(sign) filter (where latitude is not null), 0))
  from (select day, kind, hidden_at is not null as hidden, width, height, size_bytes, latitude, 1 as sign from came
        union all
        select day, kind, hidden_at is not null, width, height, size_bytes, latitude, -1 from went) as changes
  group by day, kind, hidden having sum(sign) <> 0;
  return null;
end $$;

create trigger assets_came after insert on flightline.assets
  referencing new table as came for each statement execute function flightline.assets_came();
create trigger assets_went after delete on flightline.assets
  referencing old table as went for each statement execute function flightline.assets_went();
create trigger assets_changed after update on flightline.assets
  referencing old table as went new table as came for each statement execute function flightline.assets_changed();

insert into flightline.asset_days
select day, kind, hidden_at is not null, count(*), sum(flightline.asset_ratio(width, height)), sum(size_bytes), count(latitude)
from flightline.assets group by 1, 2, 3;
insert into flightline.asset_cameras select camera, count(*) from flightline.assets where camera is not null group by 1;
