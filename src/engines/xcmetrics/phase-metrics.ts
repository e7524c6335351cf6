/** Figures of one phase: a stretch of circling or a glide. */
import type { Circling, CircleDirection, FlightMetrics, Glide } from '#contract/xcmetrics';
import { betweenFixesM } from '../igc/find-flights';
import type { Track } from '../igc/track';
import { measureCircles } from './circles';
import { driftOf, tailWindOf } from './drift';
import { altitudeFigures, trackLengthM } from './extremes';
import type { Phase } from './find-phases';
import { degrees, km, kmh, metres, mps, round, seconds } from './rounding';
import { durationS, trackPoint } from './track-point';
import { circlingSteps } from './turning';
import { bestVerticalSpeeds } from './vertical-windows';
import type { WindSample } from './wind-samples';
import { windSamples } from './wind-samples';

/** One direction holds at least this share of the turning, else it is mixed. */
const ONE_WAY_SHARE = 0.8;
/** Fewer turns leave too much of their own in the drift. */
const MIN_TURNS_OF_DRIFT = 2;

function turned(stepDeg: Float64Array): { turns: number; direction: CircleDirection } {
  let [left, right] = [0, 0];
  for (const step of stepDeg) {
    if (step < 0) left -= step;
    else right += step;
  }
  const both = left + right;
  const direction = left >= ONE_WAY_SHARE * both ? 'L' : right >= ONE_WAY_SHARE * both ? 'R' : 'LR';
  return { turns: round(both / 360, 1), direction };
}

function meanPosition(track: Track, { from, to }: Phase): { lat: number; lon: number } {
  const [lat0, lon0] = [track.lat[from] as number, track.lon[from] as number];
  let [lat, lon] = [0, 0];
  for (let i = from; i <= to; i++) {
    lat += (track.lat[i] as number) - lat0;
    lon += (((track.lon[i] as number) - lon0 + 540) % 360) - 180; // either side of the date line
  }
  const count = to - from + 1;
  return { lat: degrees(lat0 + lat / count), lon: degrees(((lon0 + lon / count + 540) % 360) - 180) };
}

export interface CirclingResult {
  figures: Circling;
  winds: WindSample[];
}

export function circlingMetrics(track: Track, phase: Phase, varioWindowS: number): CirclingResult {
  const { from, to } = phase;
  const stepDeg = circlingSteps(track, phase);
  const { turns, direction } = turned(stepDeg);
  const lastsS = durationS(track, from, to);
  const gainM = (track.altitudeM[to] as number) - (track.altitudeM[from] as number);
  const circles = measureCircles(track, stepDeg, phase);
  const best = bestVerticalSpeeds(track, phase, varioWindowS);
  const figures: Circling = {
    start: trackPoint(track, from),
    end: trackPoint(track, to),
    durationS: seconds(lastsS),
    gainM: metres(gainM),
    lossM: metres(Math.max(0, altitudeFigures(track, phase).totalClimbM - gainM)),
    averageClimbMps: mps(gainM / lastsS),
    bestClimbMps: best && mps(best.climbMps),
    turns,
    timePerCircleS: circles.timePerCircleS === null ? null : seconds(circles.timePerCircleS),
    radiusM: circles.radiusM === null ? null : metres(circles.radiusM),
    direction,
    center: meanPosition(track, phase),
    drift: turns >= MIN_TURNS_OF_DRIFT ? driftOf(track, phase) : null,
  };
  return { figures, winds: windSamples(track, phase, circles.timePerCircleS) };
}

export function glideMetrics(track: Track, phase: Phase, wind: FlightMetrics['wind']): Glide {
  const { from, to } = phase;
  const lastsS = durationS(track, from, to);
  const lengthM = trackLengthM(track, phase);
  const changeM = (track.altitudeM[to] as number) - (track.altitudeM[from] as number);
  return {
    start: trackPoint(track, from),
    end: trackPoint(track, to),
    durationS: seconds(lastsS),
    distanceKm: km(lengthM),
    straightKm: km(betweenFixesM(track, from, to)),
    averageSpeedKmh: kmh(lengthM / lastsS),
    altitudeChangeM: metres(changeM),
    glideRatio: glideRatio(lengthM, changeM),
    windComponentMps: tailWindOf(track, phase, wind),
  };
}

/** Distance along the track over height lost; null when that is under 1 m. */
export function glideRatio(lengthM: number, altitudeChangeM: number): number | null {
  return altitudeChangeM <= -1 ? round(lengthM / -altitudeChangeM, 1) : null;
}
