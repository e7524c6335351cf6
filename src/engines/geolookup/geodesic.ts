/** Distance and direction on the WGS84 ellipsoid (Karney 2013), in the roundings of results. */
import geodesic from 'geographiclib-geodesic';

/** Metres to one decimal; degrees clockwise from true north, 0 to under 360, to one decimal. */
export function geodesicTo(
  from: { lat: number; lon: number },
  to: { lat: number; lon: number },
): { distM: number; bearingDeg: number } {
  const { s12 = 0, azi1 = 0 } = geodesic.Geodesic.WGS84.Inverse(from.lat, from.lon, to.lat, to.lon);
  const bearing = Math.round((azi1 < 0 ? azi1 + 360 : azi1) * 10) / 10;
  return { distM: Math.round(s12 * 10) / 10, bearingDeg: bearing % 360 };
}
