/**
 * Turnpoints in cylinders (FAI Sporting Code 7D): each turnpoint of the track lies on the edge of a cylinder whose centre
 * is moved away by the radius, from the middle between the points before and after it; start and finish away from the
 * turnpoint next to them. Legs run between centres, less a radius at either end. As igc-xc-score reads the rule.
 */
import type { Ground, Place } from './ground';

/**
 * What a triangle loses at least, in radii: 6 (1 - cos 30°) = 0.804 for an equilateral one, less a tenth for the
 * curvature of the earth over its sides.
 */
export const LEAST_TRIANGLE_LOSS = 0.7;

export function middlePlace(a: Place, b: Place): Place {
  return { lat: (a.lat + b.lat) / 2, lon: (a.lon + b.lon) / 2 };
}

/** The earth is flat enough over a radius to go on in latitude and longitude; without a direction nothing moves. */
function movedAway(ground: Ground, point: Place, { origin, km }: { origin: Place; km: number }): Place {
  const apart = ground.betweenKm(point, origin);
  if (apart === 0) return point;
  const factor = (apart + km) / apart;
  return {
    lat: origin.lat + factor * (point.lat - origin.lat),
    lon: origin.lon + factor * (point.lon - origin.lon),
  };
}

function centreOf(ground: Ground, places: readonly Place[], { at, km }: { at: number; km: number }): Place {
  const [before, after] = [
    places[(at + places.length - 1) % places.length],
    places[(at + 1) % places.length],
  ] as [Place, Place];
  return movedAway(ground, places[at] as Place, { origin: middlePlace(before, after), km });
}

/** The counted sides over three fixes. */
export function cylinderTriangle(ground: Ground, points: readonly number[], km: number): number[] {
  const places = points.map((i) => ground.placeOf(i));
  const centres = places.map((_, at) => centreOf(ground, places, { at, km }));
  return centres.map((centre, at) => ground.legBetweenKm(centre, centres[(at + 1) % 3] as Place) - 2 * km);
}

/** The counted legs from start over turnpoints to finish. */
export function cylinderPath(ground: Ground, points: readonly number[], km: number): number[] {
  const places = points.map((i) => ground.placeOf(i));
  const last = places.length - 1;
  const centres = places.map((place, at) =>
    at === 0 || at === last ? place : centreOf(ground, places, { at, km }),
  );
  centres[0] = movedAway(ground, places[0] as Place, { origin: centres[1] as Place, km });
  centres[last] = movedAway(ground, places[last] as Place, { origin: centres[last - 1] as Place, km });
  return centres.slice(1).map((centre, leg) => ground.legBetweenKm(centres[leg] as Place, centre) - 2 * km);
}
