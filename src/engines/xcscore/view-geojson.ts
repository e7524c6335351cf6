/** The scores as GeoJSON (RFC 7946): for each rule set its points, legs, triangle and closing; take-offs and landings. */
import type { RuleScore, ScorePoint, XcscoreOutput } from '#contract/xcscore';

type Position = [number, number] | [number, number, number];

interface Feature {
  type: 'Feature';
  geometry:
    | { type: 'Point'; coordinates: Position }
    | { type: 'LineString'; coordinates: Position[] }
    | { type: 'Polygon'; coordinates: Position[][] };
  properties: Record<string, unknown>;
}

const position = ({ lat, lon, altitudeM }: ScorePoint): Position =>
  altitudeM === null ? [lon, lat] : [lon, lat, altitudeM];

function point(at: ScorePoint, properties: Record<string, unknown>): Feature {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: position(at) },
    properties: { ...properties, index: at.index, time: at.time },
  };
}

function line(points: readonly ScorePoint[], properties: Record<string, unknown>): Feature {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates: points.map(position) }, properties };
}

function ofRule(score: RuleScore): Feature[] {
  const { rule, type, start, finish, turnpoints, legs } = score;
  if (!type || !start || !finish) return [];
  const closed = type.kind !== 'freeDistance';
  const { name, earth, optimal, upperBound, distanceKm, multiplier, penaltyKm, closingKm, closingLimitKm } =
    score;
  const figures = {
    name,
    earth,
    score: score.score,
    optimal,
    upperBound,
    type: type.name,
    code: type.code,
    distanceKm,
  };
  const route = { kind: 'route', rule, ...figures, multiplier, penaltyKm, routeS: score.routeS };
  const corners = closed ? [...turnpoints, ...turnpoints.slice(0, 1)] : [start, ...turnpoints, finish];
  const features = [
    point(start, { kind: closed ? 'closingStart' : 'start', rule }),
    ...turnpoints.map((at, k) => point(at, { kind: 'turnpoint', rule, number: k + 1 })),
    point(finish, { kind: closed ? 'closingFinish' : 'finish', rule }),
    ...legs.map(({ distanceKm: legKm, weight }, k) =>
      line(corners.slice(k, k + 2), { kind: 'leg', rule, number: k + 1, distanceKm: legKm, weight }),
    ),
  ];
  if (type.kind === 'triangle') {
    const ring = counterClockwise(corners.map(position));
    features.unshift({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: route,
    });
  } else features.unshift(line(corners, route));
  if (closed) features.push(line([start, finish], { kind: 'closing', rule, closingKm, closingLimitKm }));
  return features;
}

/** The direction that RFC 7946 asks of outer rings. */
function counterClockwise(ring: Position[]): Position[] {
  let doubleArea = 0;
  ring.forEach(([x, y], k) => {
    const [nextX, nextY] = ring[(k + 1) % ring.length] ?? [x, y];
    doubleArea += x * nextY - nextX * y;
  });
  return doubleArea < 0 ? [...ring].reverse() : ring;
}

export function geojsonView({ flights, scores }: XcscoreOutput): {
  type: 'FeatureCollection';
  features: Feature[];
} {
  return {
    type: 'FeatureCollection',
    features: [
      ...flights.flatMap(({ takeoff, landing, airtimeS }, flight) => [
        point(takeoff, { kind: 'takeoff', flight, airtimeS }),
        point(landing, { kind: 'landing', flight }),
      ]),
      ...scores.flatMap(ofRule),
    ],
  };
}
