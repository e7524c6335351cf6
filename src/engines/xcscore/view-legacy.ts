/**
 * The JSON that the service this engine replaces answered on port 8083: `solution`, and `geojson` with the features,
 * ids and properties of igc-xc-score and the figures that the service added. By its rules: XContest on WGS84, legs in
 * steps of 10 m. docs/engines/xcscore.md lists what differs.
 */
import { FlightlineError } from '#contract/errors';
import type { RuleScore, ScorePoint, XcscoreOutput } from '#contract/xcscore';
import { distanceM } from '../igc/geo';

interface LegacyFeature {
  type: 'Feature';
  id: string;
  properties: Record<string, unknown>;
  geometry: Record<string, unknown>;
}

/** The first of these that was scored. */
const RULES = ['XContest-WGS84', 'XContest'];

function point(id: string, at: ScorePoint): LegacyFeature {
  const properties = { id, r: at.index, timestamp: at.time === null ? null : Date.parse(at.time) };
  return { type: 'Feature', id, properties, geometry: { type: 'Point', coordinates: [at.lon, at.lat] } };
}

function line(
  id: string,
  ends: readonly [ScorePoint, ScorePoint],
  style: { stroke: string; 'stroke-width': number },
): LegacyFeature {
  const [a, b] = ends;
  const coordinates = ends.map(({ lon, lat }) => [lon, lat]);
  return {
    type: 'Feature',
    id,
    properties: { id, ...style, d: distanceM(a.lat, a.lon, b.lat, b.lon) / 1000 },
    geometry: { type: 'LineString', coordinates, style },
  };
}

function features(
  { flights }: XcscoreOutput,
  { type, start, finish, turnpoints }: RuleScore,
): LegacyFeature[] {
  const made: LegacyFeature[] = [];
  const open = type?.kind === 'freeDistance';
  const [first, last] = [turnpoints[0], turnpoints[turnpoints.length - 1]];
  turnpoints.forEach((at, k) => {
    made.push(point(`tp${k}`, at));
    const next = turnpoints[(k + 1) % turnpoints.length];
    if (next && !(open && at === last))
      made.push(line(`seg${k}`, [at, next], { stroke: 'yellow', 'stroke-width': 4 }));
  });
  if (start && finish && open && first && last) {
    made.push(point('ep_start', start), point('ep_finish', finish));
    made.push(line('seg_in', [start, first], { stroke: 'gold', 'stroke-width': 3 }));
    made.push(line('seg_out', [last, finish], { stroke: 'gold', 'stroke-width': 3 }));
  } else if (start && finish) {
    made.push(point('cp_in', start), point('cp_out', finish));
    made.push(line('closing', [start, finish], { stroke: 'green', 'stroke-width': 3 }));
  }
  flights.forEach(({ takeoff, landing }, k) =>
    made.push(point(`launch${k}`, takeoff), point(`land${k}`, landing)),
  );
  return made;
}

/** @throws FlightlineError `NOT_FOUND` when the result holds no score at all */
export function legacyView(output: XcscoreOutput) {
  const score =
    RULES.map((id) => output.scores.find(({ rule }) => rule === id)).find(Boolean) ?? output.scores[0];
  if (!score) throw new FlightlineError('NOT_FOUND', 'The result holds no score.');
  const best = {
    score: score.score,
    distance: score.distanceKm,
    multiplier: score.multiplier,
    penalty: score.penaltyKm,
    closingDistance: score.closingKm,
    optimal: score.optimal,
  };
  return {
    solution: { bestSolution: best },
    geojson: {
      type: 'FeatureCollection',
      properties: {
        name: 'EPSG:3857',
        id: 0,
        score: score.score,
        bound: score.upperBound,
        optimal: score.optimal,
        type: score.type?.name ?? null,
        code: score.type?.code ?? null,
        distance: best.distance,
        multiplier: best.multiplier,
        penalty: best.penalty,
        closing_distance: best.closingDistance,
        airtime: score.airtimeS,
        xc_speed_airtime: score.airtimeSpeedKmh,
        route_time: score.routeS,
        xc_speed_route: score.routeSpeedKmh,
      },
      features: features(output, score),
    },
  };
}
