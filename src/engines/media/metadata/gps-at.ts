/** A place by its numbers, as cameras write them. */
import type { Gps } from '#contract/allocator';

/** @param lat in degrees, as `lon` @param altM above sea level; null for what is no place: a receiver without a fix writes zeros */
export function gpsAt(lat: number, lon: number, altM: number | null): Gps | null {
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180) || (lat === 0 && lon === 0)) return null;
  return {
    lat: round(lat, 7),
    lon: round(lon, 7),
    altM: altM === null ? null : round(altM, 2),
    directionDeg: null,
  };
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
