/** Largest gains, lengths and highest speeds of a stretch of a track. */
import { legM } from '../igc/geo';
import type { Track } from '../igc/track';
import type { Stretch } from './stretch';
import { disturbances } from './vertical-windows';

/** A climb counts from here on: less is noise of the sensor. */
const HYSTERESIS_M = 10;

export interface AltitudeFigures {
  minM: number;
  maxM: number;
  /** Largest rise from a low point to a later high point. */
  maxGainM: number;
  totalClimbM: number;
}

export function altitudeFigures(track: Track, { from, to }: Stretch): AltitudeFigures {
  let [minM, maxM, maxGainM, totalClimbM] = [Infinity, -Infinity, 0, 0];
  let low = track.altitudeM[from] as number; // of the climb that is counted
  let high = low;
  for (let i = from; i <= to; i++) {
    const z = track.altitudeM[i] as number;
    if (z < minM) minM = z;
    if (z > maxM) maxM = z;
    maxGainM = Math.max(maxGainM, z - minM);
    if (z > high) high = z;
    if (high - z >= HYSTERESIS_M || z < low) {
      if (high - low >= HYSTERESIS_M) totalClimbM += high - low;
      low = high = z;
    }
  }
  if (high - low >= HYSTERESIS_M) totalClimbM += high - low;
  return { minM, maxM, maxGainM, totalClimbM };
}

const LEG_S = 5;

/** Length along the track in legs of at least 5 s: shorter ones add up position noise. */
export function trackLengthM(track: Track, { from, to }: Stretch): number {
  let sum = 0;
  let last = from;
  for (let i = from + 1; i <= to; i++) {
    if (i < to && (track.timeS[i] as number) - (track.timeS[last] as number) < LEG_S) continue;
    sum += legBetween(track, last, i);
    last = i;
  }
  return sum;
}

const SPEED_WINDOW_S = 10;

const PAUSE_S = 30;

/**
 * Highest ground speed along the track over windows of at least 10 s, m/s. Windows with a pause, a jump or a fix that
 * the recorder does not vouch for (V) do not count.
 */
export function maxGroundSpeedMps(track: Track, { from, to }: Stretch): number {
  const disturbed = disturbances(track.timeS, track.positionJumps);
  const trusted = track.counts.notValidated < track.n / 2; // some recorders mark every fix V
  let best = 0;
  let tail = from;
  let length = 0;
  for (let i = from + 1; i <= to; i++) {
    const stepS = (track.timeS[i] as number) - (track.timeS[i - 1] as number);
    if (stepS > PAUSE_S || (trusted && track.valid[i] === 0)) {
      tail = i;
      length = 0;
      continue;
    }
    length += legBetween(track, i - 1, i);
    while (tail + 1 < i && (track.timeS[i] as number) - (track.timeS[tail + 1] as number) >= SPEED_WINDOW_S) {
      tail++;
      length -= legBetween(track, tail - 1, tail);
    }
    const spanS = (track.timeS[i] as number) - (track.timeS[tail] as number);
    if (spanS >= SPEED_WINDOW_S && !disturbed(track.timeS[tail] as number, track.timeS[i] as number))
      best = Math.max(best, length / spanS);
  }
  return best;
}

function legBetween(track: Track, a: number, b: number): number {
  return legM(track.lat[a] as number, track.lon[a] as number, track.lat[b] as number, track.lon[b] as number);
}
