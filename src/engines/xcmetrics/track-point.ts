/** A fix of the track as results show it. */
import type { TrackPoint } from '#contract/xcmetrics';
import type { Track } from '../igc/track';
import { degrees, metres } from './rounding';

/** ISO 8601 UTC, with milliseconds only when the time has them. */
export function isoTime(epochS: number): string {
  return new Date(Math.round(epochS * 1000)).toISOString().replace('.000Z', 'Z');
}

export function trackPoint(track: Track, i: number): TrackPoint {
  return {
    time: isoTime(track.timeS[i] as number),
    lat: degrees(track.lat[i] as number),
    lon: degrees(track.lon[i] as number),
    altitudeM: track.altitudeSource === 'none' ? null : metres(track.altitudeM[i] as number),
  };
}

/** Seconds from fix a to fix b. */
export function durationS(track: Track, a: number, b: number): number {
  return (track.timeS[b] as number) - (track.timeS[a] as number);
}
