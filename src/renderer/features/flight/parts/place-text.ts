/** Take-off and landing in words. */
import type { FlightEnd, LocalTimeZone, LookedUp } from '#contract/geolookup';
import { formatNumber } from '../../../ui/format';

const winds = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;

export function compassPoint(bearingDeg: number): string {
  return winds[Math.round((((bearingDeg % 360) + 360) % 360) / 45) % 8] ?? 'N';
}

/** Metres under a kilometre, else kilometres. */
export function distanceText(metres: number): string {
  return metres < 1000 ? formatNumber(metres, 0, 'm') : formatNumber(metres / 1000, 1, 'km');
}

/** `Vorarlberg (AT-8), Austria`. */
export function regionText({ admin1, country }: Pick<LookedUp, 'admin1' | 'country'>): string {
  const code = admin1?.iso3166_2 ? ` (${admin1.iso3166_2})` : '';
  const parts = [admin1 && `${admin1.name}${code}`, country?.name].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'in no country';
}

/** `Bizau, 3.2 km to the NE`; the place alone when the point is in it. */
export function placeText({ place }: Pick<LookedUp, 'place'>): string {
  if (place.distM < 300) return place.name;
  return `${place.name}, ${distanceText(place.distM)} to the ${compassPoint(place.bearingDeg)}`;
}

/** `14:05 +02:00`; null without a time. */
export function localTimeText({ localTime }: LocalTimeZone): string | null {
  const found = /T(\d\d:\d\d)(?::\d\d)?([+-]\d\d:\d\d|Z)$/.exec(localTime ?? '');
  return found ? `${found[1]} ${found[2] === 'Z' ? '+00:00' : found[2]}` : null;
}

/** The shortest name of where it is: the site, else the place. */
export function shortPlace(end: FlightEnd): string {
  return end.site?.named ? end.site.name : end.place.name;
}
