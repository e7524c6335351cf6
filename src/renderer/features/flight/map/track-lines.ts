/** The track as GeoJSON lines: one per stretch of the same climb colour, so that 40,000 fixes become few features. */
import type { Feature, FeatureCollection, LineString } from 'geojson';
import { TrackPhase, type XcmetricsTrack } from '#contract/xcmetrics';
import type { Span } from '../track-search';
import { varioBin } from '../vario-bins';

export type Lines = FeatureCollection<LineString, { bin: number }>;

function line(track: XcmetricsTrack, from: number, to: number, bin: number): Feature<LineString, { bin: number }> {
  const coordinates: [number, number][] = [];
  for (let index = from; index <= to; index += 1) coordinates.push([track.lon[index] ?? 0, track.lat[index] ?? 0]);
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

/** The stretches of circling that gained height. */
export function thermalLines(track: XcmetricsTrack, span: Span): Lines {
  const features: Lines['features'] = [];
  let from: number | null = null;
  for (let index = span.from; index <= span.to + 1; index += 1) {
    const inThermal = index <= span.to && track.phase[index] === TrackPhase.thermal;
    if (inThermal && from === null) from = index;
    if (!inThermal && from !== null) {
      if (index - 1 > from) features.push(line(track, from, index - 1, 0));
      from = null;
    }
  }
  return { type: 'FeatureCollection', features };
}

export function spanLine(track: XcmetricsTrack, span: Span | null): Lines {
  return {
    type: 'FeatureCollection',
    features: span && span.to > span.from ? [line(track, span.from, span.to, 0)] : [],
  };
}
