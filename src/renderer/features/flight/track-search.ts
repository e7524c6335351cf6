/** Finding moments and places in the columns of a track. */
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import type { Bounds } from '../../ui/map/bounds';

/** Indices of the first and last fix, both included. */
export interface Span {
  from: number;
  to: number;
}

/** First index whose time is at or after `timeS`; the last index when there is none. */
export function indexAtTime(timeS: readonly number[], wantedS: number): number {
  let low = 0;
  let high = timeS.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeS[middle] ?? 0) < wantedS) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low);
}

export function spanBetween(track: XcmetricsTrack, startIso: string, endIso: string): Span {
  const at = (iso: string): number => indexAtTime(track.timeS, Date.parse(iso) / 1000 - track.startEpochS);
  return { from: at(startIso), to: at(endIso) };
}

export function epochMsAt(track: XcmetricsTrack, index: number): number {
  return (track.startEpochS + (track.timeS[index] ?? 0)) * 1000;
}

export interface Place {
  lng: number;
  lat: number;
}

/** The fix nearest to a place within `maxDegrees` of latitude, or null; longitude is scaled to the same length. */
export function nearestFix(
  track: XcmetricsTrack,
  span: Span,
  place: Place,
  maxDegrees: number,
): number | null {
  const squeeze = Math.cos((place.lat * Math.PI) / 180);
  let best: number | null = null;
  let bestSquare = maxDegrees * maxDegrees;
  for (let index = span.from; index <= span.to; index += 1) {
    const dLat = (track.lat[index] ?? 0) - place.lat;
    const dLng = ((track.lon[index] ?? 0) - place.lng) * squeeze;
    const square = dLat * dLat + dLng * dLng;
    if (square < bestSquare) {
      bestSquare = square;
      best = index;
    }
  }
  return best;
}

export function boundsOf(track: XcmetricsTrack, span: Span): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = span.from; index <= span.to; index += 1) {
    const lon = track.lon[index] ?? 0;
    const lat = track.lat[index] ?? 0;
    if (lon < bounds[0]) bounds[0] = lon;
    if (lat < bounds[1]) bounds[1] = lat;
    if (lon > bounds[2]) bounds[2] = lon;
    if (lat > bounds[3]) bounds[3] = lat;
  }
  return bounds;
}
