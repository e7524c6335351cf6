/** Distances on the WGS84 ellipsoid: an exact-enough one for figures and a fast one for neighbouring fixes. */

const EQUATOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const RADIANS = Math.PI / 180;

/** Metres per degree of latitude and longitude at `latDeg` (meridian and prime-vertical radius of curvature). */
export function metresPerDegree(latDeg: number): { lat: number; lon: number } {
  const sin = Math.sin(latDeg * RADIANS);
  const w = Math.sqrt(1 - E2 * sin * sin);
  return {
    lat: (RADIANS * EQUATOR_M * (1 - E2)) / (w * w * w),
    lon: (RADIANS * EQUATOR_M * Math.sqrt(1 - sin * sin)) / w,
  };
}

/** Shortest difference of two longitudes, -180..180 degrees: tracks cross the date line. */
export function longitudeDelta(from: number, to: number): number {
  const delta = to - from;
  return delta > 180 ? delta - 360 : delta < -180 ? delta + 360 : delta;
}

/** Flat-earth distance with radii at the middle latitude: under 1 mm off at 1 km, 0.01 % at 100 km. */
export function legM(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const sin = Math.sin((lat1 + lat2) * 0.5 * RADIANS);
  const w2 = 1 - E2 * sin * sin;
  const w = Math.sqrt(w2);
  const north = ((lat2 - lat1) * RADIANS * EQUATOR_M * (1 - E2)) / (w2 * w);
  const east = (longitudeDelta(lon1, lon2) * RADIANS * EQUATOR_M * Math.sqrt(1 - sin * sin)) / w;
  return Math.sqrt(north * north + east * east);
}

/**
 * Great-ellipse distance by Lambert's formula (Lambert 1942, in the form of Thomas 1970): within 10 m over
 * thousands of kilometres, which the vertices of a flight never reach.
 */
export function distanceM(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const beta1 = Math.atan((1 - FLATTENING) * Math.tan(lat1 * RADIANS));
  const beta2 = Math.atan((1 - FLATTENING) * Math.tan(lat2 * RADIANS));
  const sinLat = Math.sin((beta2 - beta1) / 2);
  const sinLon = Math.sin((longitudeDelta(lon1, lon2) * RADIANS) / 2);
  const half = sinLat * sinLat + Math.cos(beta1) * Math.cos(beta2) * sinLon * sinLon;
  const sigma = 2 * Math.asin(Math.min(1, Math.sqrt(half)));
  if (sigma < 1e-12) return 0;
  const p = (beta1 + beta2) / 2;
  const q = (beta2 - beta1) / 2;
  const x = ((sigma - Math.sin(sigma)) * (Math.sin(p) * Math.cos(q)) ** 2) / Math.cos(sigma / 2) ** 2;
  const y = ((sigma + Math.sin(sigma)) * (Math.cos(p) * Math.sin(q)) ** 2) / Math.sin(sigma / 2) ** 2;
  return EQUATOR_M * (sigma - (FLATTENING / 2) * (x + y));
}
