/** The flight as GeoJSON (RFC 7946): track, take-offs, landings, thermals, glides and engine runs with their figures. */
import type { Circling, Glide, TrackPoint, XcmetricsOutput } from '#contract/xcmetrics';
import type { SegmentedTrack } from './analyse';
import type { Phase } from './find-phases';
import { degrees, round } from './rounding';

export interface Feature {
  type: 'Feature';
  geometry: { type: 'Point'; coordinates: number[] } | { type: 'LineString'; coordinates: number[][] };
  properties: Record<string, unknown>;
}

export interface FeatureCollection {
  type: 'FeatureCollection';
  features: Feature[];
}

/** Longitude, latitude, and the altitude where there is one. */
function coordinate({ track }: SegmentedTrack, i: number): number[] {
  const position = [degrees(track.lon[i] as number), degrees(track.lat[i] as number)];
  if (track.altitudeSource !== 'none') position.push(round(track.altitudeM[i] as number, 1));
  return position;
}

export function line(segmented: SegmentedTrack, from: number, to: number): Feature['geometry'] {
  const coordinates = Array.from({ length: to - from + 1 }, (_, k) => coordinate(segmented, from + k));
  return { type: 'LineString', coordinates };
}

function point({ lat, lon, altitudeM }: TrackPoint): Feature['geometry'] {
  return { type: 'Point', coordinates: altitudeM === null ? [lon, lat] : [lon, lat, altitudeM] };
}

/** The fix with the time that a result shows. */
function fixAt({ track }: SegmentedTrack, { time }: TrackPoint): number {
  const wantedS = Date.parse(time) / 1000;
  let low = 0;
  let high = track.n - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track.timeS[middle] as number) < wantedS - 0.0005) low = middle + 1;
    else high = middle;
  }
  return low;
}

function phaseProperties(phase: Circling | Glide): Record<string, unknown> {
  const { start, end, ...figures } = phase;
  return {
    startTime: start.time,
    endTime: end.time,
    startAltitudeM: start.altitudeM,
    endAltitudeM: end.altitudeM,
    ...figures,
  };
}

export function geojsonView(segmented: SegmentedTrack, output: XcmetricsOutput): FeatureCollection {
  const features = segmented.flights.flatMap(({ span, phases }, k) => {
    const flight = output.flights[k];
    if (!flight) return [];
    const { thermals, searches, glides, takeoff, landing, engine, ...figures } = flight;
    const lists = { thermal: [...thermals], search: [...searches], glide: [...glides] };
    const nextOf = (kind: Phase['kind']): Circling | Glide | undefined => lists[kind].shift();
    const made: Feature[] = [
      {
        type: 'Feature',
        geometry: line(segmented, span.from, span.to),
        properties: { kind: 'track', flight: k, ...figures },
      },
      {
        type: 'Feature',
        geometry: point(takeoff),
        properties: { kind: 'takeoff', flight: k, time: takeoff.time },
      },
      {
        type: 'Feature',
        geometry: point(landing),
        properties: { kind: 'landing', flight: k, time: landing.time },
      },
    ];
    for (const { kind, from, to } of phases) {
      const figuresOfPhase = nextOf(kind);
      if (!figuresOfPhase) continue;
      made.push({
        type: 'Feature',
        geometry: line(segmented, from, to),
        properties: { kind, flight: k, ...phaseProperties(figuresOfPhase) },
      });
    }
    for (const { start, end, ...run } of engine.runs) {
      made.push({
        type: 'Feature',
        geometry: line(segmented, fixAt(segmented, start), fixAt(segmented, end)),
        properties: { kind: 'engine', flight: k, startTime: start.time, endTime: end.time, ...run },
      });
    }
    return made;
  });
  return { type: 'FeatureCollection', features };
}
