/** The track as GeoJSON lines: one per stretch of the same climb colour, so that 40,000 fixes become few features. */
import type { Feature, FeatureCollection, LineString, Polygon } from 'geojson';
import { TrackPhase, type XcmetricsTrack } from '#contract/xcmetrics-track';
import type { Span } from '../track-search';
import { varioBin } from '../vario-bins';
import { convexHull, type Position } from './convex-hull';

export type Lines = FeatureCollection<LineString, { bin: number }>;
export type Areas = FeatureCollection<Polygon>;

function line(
  track: XcmetricsTrack,
  from: number,
  to: number,
  bin: number,
): Feature<LineString, { bin: number }> {
  const coordinates: [number, number][] = [];
  for (let index = from; index <= to; index += 1)
    coordinates.push([track.lon[index] ?? 0, track.lat[index] ?? 0]);
  return { type: 'Feature', properties: { bin }, geometry: { type: 'LineString', coordinates } };
}

/** Stretches share their end fix, so that the line has no gaps. */
export function climbLines(track: XcmetricsTrack, span: Span): Lines {
  const features: Lines['features'] = [];
  let from = span.from;
  let bin = varioBin(track.varioMps[from] ?? 0);
  for (let index = span.from + 1; index <= span.to; index += 1) {
    const next = varioBin(track.varioMps[index] ?? 0);
    if (next === bin && index !== span.to) continue;
    features.push(line(track, from, index, bin));
    from = index;
    bin = next;
  }
  return { type: 'FeatureCollection', features };
}

/** The stretches of circling that gained height, each as the hull of its fixes. */
export function thermalAreas(track: XcmetricsTrack, span: Span): Areas {
  const features: Areas['features'] = [];
  let hullOf: Position[] = [];
  const close = (): void => {
    const ring = convexHull(hullOf);
    if (ring.length > 3)
      features.push({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } });
    hullOf = [];
  };
  for (let index = span.from; index <= span.to; index += 1) {
    if (track.phase[index] === TrackPhase.thermal)
      hullOf.push([track.lon[index] ?? 0, track.lat[index] ?? 0]);
    else if (hullOf.length > 0) close();
  }
  close();
  return { type: 'FeatureCollection', features };
}

export function spanLine(track: XcmetricsTrack, span: Span | null): Lines {
  return {
    type: 'FeatureCollection',
    features: span && span.to > span.from ? [line(track, span.from, span.to, 0)] : [],
  };
}
