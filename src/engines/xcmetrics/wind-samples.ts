/**
 * Wind from circling: whoever turns at a steady airspeed has ground speeds that lie on a circle around the wind, with
 * the airspeed for a radius. One sample for each turn.
 */
import { longitudeDelta, metresPerDegree } from '../igc/geo';
import type { Track } from '../igc/track';
import { fitCircle, widestGapDeg } from './circle-fit';

export interface WindSample {
  /** Where the air goes, m/s. */
  northMps: number;
  eastMps: number;
  /** Mean altitude of the turn. */
  altitudeM: number;
  /** Scatter of the ground speeds around their circle, m/s. */
  rmsMps: number;
}

/** A ground speed is taken over at least this long, because of position noise; the chord only shrinks the circle. */
const SPEED_SPAN_S = 4;
/** A longer pause between fixes says nothing about the turn. */
const LONGEST_SPAN_S = 15;
const MIN_SPEEDS = 8;
/** One turn, where fixes are too sparse to measure it. */
const USUAL_TURN_S = 25;
const WIDEST_GAP_DEG = 140;
/** Airspeeds of paragliders in sink to gliders in a steep turn. */
const SLOWEST_MPS = 4;
const FASTEST_MPS = 60;
/** Scatter over radius; above, the airspeed was anything but steady. */
const MAX_SCATTER = 0.35;

/** `timePerCircleS` is null where fixes are too sparse to know it. */
export function windSamples(
  track: Track,
  { from, to }: { from: number; to: number },
  timePerCircleS: number | null,
): WindSample[] {
  const { timeS, lat, lon, altitudeM } = track;
  const turnS = timePerCircleS ?? USUAL_TURN_S;
  const scale = metresPerDegree(lat[from] as number);
  const samples: WindSample[] = [];
  let [north, east]: [number[], number[]] = [[], []];
  let heights = 0;
  let sinceS = timeS[from] as number;
  let end = from;
  for (let i = from; i < to; i++) {
    const t = timeS[i] as number;
    if (end <= i) end = i + 1;
    while (end < to && (timeS[end] as number) < t + SPEED_SPAN_S) end++;
    const spanS = (timeS[end] as number) - t;
    if (spanS >= SPEED_SPAN_S && spanS <= LONGEST_SPAN_S) {
      north.push((((lat[end] as number) - (lat[i] as number)) * scale.lat) / spanS);
      east.push((longitudeDelta(lon[i] as number, lon[end] as number) * scale.lon) / spanS);
      heights += altitudeM[i] as number;
    }
    if (north.length < MIN_SPEEDS || (timeS[i + 1] as number) - sinceS < turnS) continue;
    const sample = sampleOf(north, east, heights / north.length);
    if (sample) samples.push(sample);
    [north, east, heights, sinceS] = [[], [], 0, timeS[i + 1] as number];
  }
  return samples;
}

/** Null when the speeds do not lie around a circle that somebody can have flown. */
function sampleOf(north: readonly number[], east: readonly number[], altitudeM: number): WindSample | null {
  const circle = fitCircle(north, east);
  if (!circle || circle.radius < SLOWEST_MPS || circle.radius > FASTEST_MPS) return null;
  if (circle.rms > MAX_SCATTER * circle.radius) return null;
  if (widestGapDeg(north, east, circle) > WIDEST_GAP_DEG) return null;
  return { northMps: circle.x, eastMps: circle.y, altitudeM, rmsMps: circle.rms };
}
