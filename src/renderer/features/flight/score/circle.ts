/** Points on a circle on the ground (sphere of 6371 km), for drawing. */

const earthKm = 6371;
const radians = Math.PI / 180;

export type Position = [lon: number, lat: number];

/** Destination from a point by bearing and distance along the great circle. */
export function destination(
  from: { lat: number; lon: number },
  bearingDeg: number,
  distanceKm: number,
): Position {
  const angle = distanceKm / earthKm;
  const lat = from.lat * radians;
  const bearing = bearingDeg * radians;
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing);
  const east = Math.sin(bearing) * Math.sin(angle) * Math.cos(lat);
  const north = Math.cos(angle) - Math.sin(lat) * sinLat;
  return [
    from.lon + Math.atan2(east, north) / radians,
    Math.asin(Math.max(-1, Math.min(1, sinLat))) / radians,
  ];
}

/** A closed ring; longitudes run on beyond 180 instead of jumping. */
export function circleRing(center: { lat: number; lon: number }, radiusKm: number, corners = 96): Position[] {
  const ring = Array.from({ length: corners }, (_, k) => destination(center, (360 * k) / corners, radiusKm));
  const [first] = ring;
  return first ? [...ring, first] : [];
}
