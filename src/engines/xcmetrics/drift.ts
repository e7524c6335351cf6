/** How stretches of a flight moved with the air. */
import type { Drift, FlightMetrics } from '#contract/xcmetrics';
import { betweenFixesM } from '../igc/find-flights';
import { longitudeDelta, metresPerDegree } from '../igc/geo';
import type { Track } from '../igc/track';
import { mps } from './rounding';
import type { Stretch } from './stretch';
import { durationS } from './track-point';
import { compass, windAt } from './wind';

/** Slope of the position over time (least squares): the turns themselves cancel out. */
export function driftOf(track: Track, { from, to }: Stretch): Drift {
  const scale = metresPerDegree(track.lat[from] as number);
  const n = to - from + 1;
  const middleS = durationS(track, from, to) / 2;
  let [times, squares, norths, easts, north, east] = [0, 0, 0, 0, 0, 0];
  for (let i = from; i <= to; i++) {
    const t = durationS(track, from, i) - middleS;
    const y = ((track.lat[i] as number) - (track.lat[from] as number)) * scale.lat;
    const x = longitudeDelta(track.lon[from] as number, track.lon[i] as number) * scale.lon;
    times += t;
    squares += t * t;
    norths += y;
    easts += x;
    north += t * y;
    east += t * x;
  }
  const spread = squares - (times * times) / n;
  const northMps = (north - (times * norths) / n) / spread;
  const eastMps = (east - (times * easts) / n) / spread;
  return { speedMps: mps(Math.hypot(northMps, eastMps)), towardsDeg: compass(northMps, eastMps) };
}

/** Under this much way there is no direction. */
const MIN_WAY_M = 100;

/** What the wind at its mean altitude added to a glide, along its straight way, m/s; head wind is negative. */
export function tailWindOf(track: Track, { from, to }: Stretch, winds: FlightMetrics['wind']): number | null {
  const wind = windAt(winds, ((track.altitudeM[from] as number) + (track.altitudeM[to] as number)) / 2);
  if (!wind || betweenFixesM(track, from, to) < MIN_WAY_M) return null;
  const scale = metresPerDegree(track.lat[from] as number);
  const north = ((track.lat[to] as number) - (track.lat[from] as number)) * scale.lat;
  const east = longitudeDelta(track.lon[from] as number, track.lon[to] as number) * scale.lon;
  const angleRad = (wind.fromDeg * Math.PI) / 180 - Math.atan2(east, north);
  return mps(-wind.speedMps * Math.cos(angleRad));
}
