/**
 * The answers of the service that this engine replaces, on port 8082: same names, same shapes. What it got wrong is right
 * here; docs/engines/geolookup.md lists each difference.
 */
import { FlightlineError } from '#contract/errors';
import type {
  LegacyAdmin1,
  LegacyPoint,
  LegacyTakeoff,
  LegacyTakeoffInput,
  LegacyTown,
} from '#contract/geolookup';
import { geodesicTo } from './geodesic';
import type { Atlas } from './look-up';

/** The nearest take-off that has a name; empty texts and zeros when there is none within the radius. */
export function legacyTakeoff(
  { map, sites }: Atlas,
  { lat, lon, radius }: LegacyTakeoffInput,
): LegacyTakeoff {
  const nearest = sites.index.nearest(lat, lon, radius, (id) => {
    const site = sites.sites[id];
    return site?.named === true && site.kind === 'takeoff';
  });
  const site = nearest && sites.sites[nearest.id];
  if (!site) return { name: '', country: '', dist: 0, db_lat: 0, db_lon: 0 };
  return {
    name: site.name,
    country: site.countryIso2 ?? map.at(site.lat, site.lon).country?.iso2 ?? '',
    dist: geodesicTo({ lat, lon }, site).distM,
    db_lat: site.lat,
    db_lon: site.lon,
  };
}

export function legacyTown({ map }: Atlas, { lat, lon }: LegacyPoint): LegacyTown {
  const { name, countryIso2, lat: db_lat, lon: db_lon } = map.places.nearest(lat, lon);
  return { city: name, iso_3166_2: countryIso2, db_lat, db_lon };
}

/** @throws FlightlineError `INVALID_INPUT` (400) with the original's detail where there is no region */
export function legacyAdmin1({ map }: Atlas, { lat, lon }: LegacyPoint): LegacyAdmin1 {
  const { country, admin1 } = map.at(lat, lon);
  if (!country || !admin1) throw new FlightlineError('INVALID_INPUT', 'admin1: no match');
  return {
    admin0: country.name,
    admin1: admin1.name,
    iso_3166_1: country.iso2,
    iso_3166_2: admin1.iso3166_2 ?? '',
  };
}
