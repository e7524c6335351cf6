/** Everything about a point. */
import type { LookedUp, SiteKind } from '#contract/geolookup';
import { localTimeZone } from './local-time';
import type { MapData } from './map-data';
import { siteAt } from './sites/find-sites';
import type { SiteBook } from './sites/site-book';

/** What look-ups are made in. */
export interface Atlas {
  map: MapData;
  sites: SiteBook;
}

export function lookUp(
  { map, sites }: Atlas,
  { lat, lon, epochMs }: { lat: number; lon: number; epochMs: number | null },
  wanted: { radiusM: number; prefer: SiteKind | null },
): LookedUp {
  const { zone, country, admin1 } = map.at(lat, lon);
  return {
    lat,
    lon,
    country,
    admin1,
    place: map.places.nearest(lat, lon),
    tz: localTimeZone(zone, epochMs),
    site: siteAt(sites, { lat, lon }, wanted),
  };
}
