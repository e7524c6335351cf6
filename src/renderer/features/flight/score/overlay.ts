/** What of a score is drawn on the map and marked on the barogram. */
import type { Feature, FeatureCollection } from 'geojson';
import type { RuleScore, ScorePoint } from '#contract/xcscore';
import { circleRing, type Position } from './circle';

export interface OverlayPoint {
  /** `S`, `F`, or the number of the turnpoint. */
  label: string;
  name: string;
  kind: 'end' | 'turnpoint';
  at: ScorePoint;
}

export interface ScoreOverlay {
  points: OverlayPoint[];
  /** Legs as lines, `part: 'leg'`; between start and finish of a closed shape `part: 'closing'`. */
  lines: FeatureCollection;
  /** The triangle, and the circle that a closed shape must end in. */
  areas: FeatureCollection;
}

export function isClosed(score: RuleScore): boolean {
  return score.type !== null && score.type.kind !== 'freeDistance';
}

const position = ({ lon, lat }: ScorePoint): Position => [lon, lat];
const line = (part: string, ends: ScorePoint[]): Feature => ({
  type: 'Feature',
  properties: { part },
  geometry: { type: 'LineString', coordinates: ends.map(position) },
});
const area = (part: string, ring: Position[]): Feature => ({
  type: 'Feature',
  properties: { part },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

/** Corners of the legs in order: of a closed shape its turnpoints and the first one again. */
export function cornersOf(score: RuleScore): ScorePoint[] {
  const { start, finish, turnpoints } = score;
  if (isClosed(score)) return [...turnpoints, ...turnpoints.slice(0, 1)];
  return [start, ...turnpoints, finish].filter((at) => at !== null);
}

export function pointsOf(score: RuleScore): OverlayPoint[] {
  const { start, finish, turnpoints } = score;
  const names = isClosed(score) ? ['Closing, from', 'Closing, to'] : ['Start', 'Finish'];
  const end = (label: string, name: string, at: ScorePoint | null): OverlayPoint[] =>
    at ? [{ label, name, kind: 'end', at }] : [];
  return [
    ...end('S', names[0] ?? '', start),
    ...turnpoints.map((at, k): OverlayPoint => ({
      label: String(k + 1),
      name: `Turnpoint ${k + 1}`,
      kind: 'turnpoint',
      at,
    })),
    ...end('F', names[1] ?? '', finish),
  ];
}

/** Null when the flight reaches no shape of the rule set. */
export function overlayOf(score: RuleScore): ScoreOverlay | null {
  const { type, start, finish, closingLimitKm } = score;
  if (!type) return null;
  const corners = cornersOf(score);
  const legs = corners.slice(1).flatMap((to, k) => {
    const from = corners[k];
    return from ? [line('leg', [from, to])] : [];
  });
  const closed = isClosed(score);
  const closing = closed && start && finish ? [line('closing', [start, finish])] : [];
  const areas = type.kind === 'triangle' ? [area('triangle', corners.map(position))] : [];
  if (closed && start && closingLimitKm !== null && closingLimitKm > 0)
    areas.push(area('closing', circleRing(start, closingLimitKm)));
  return { points: pointsOf(score), lines: collection([...legs, ...closing]), areas: collection(areas) };
}
