/** Best climbs, largest gains, highest speeds of a stretch of a track. */
import { altitudeAt } from '../igc/kinematics';
import { legM } from '../igc/geo';
import type { Track } from '../igc/track';

export interface Stretch {
  from: number;
  to: number;
}

/** Highest and lowest mean vertical speed over `windowS`; null when the stretch is shorter. */
export function bestVerticalSpeeds(
  track: Track,
  { from, to }: Stretch,
  windowS: number,
): { climbMps: number; sinkMps: number } | null {
  const endS = track.timeS[to] as number;
  if (endS - (track.timeS[from] as number) < windowS) return null;
  let [climb, sink] = [-Infinity, Infinity];
  let hint = from;
  const disturbed = disturbances(track.timeS, track.altitudeJumps);
  for (let i = from; i <= to; i++) {
    const untilS = (track.timeS[i] as number) + windowS;
    if (untilS > endS) break;
    while (hint + 1 <= to && (track.timeS[hint + 1] as number) <= untilS) hint++;
    if (disturbed(track.timeS[i] as number, untilS)) continue;
    const rate = (altitudeAt(track, untilS, hint) - (track.altitudeM[i] as number)) / windowS;
    if (rate > climb) climb = rate;
    if (rate < sink) sink = rate;
  }
  return climb === -Infinity ? null : { climbMps: climb, sinkMps: sink };
}

/** A sensor that has stepped goes on swinging for a while. */
const DISTURBED_S = 30;

/** Whether a window comes near a jump; must be asked with rising windows. */
function disturbances(
  timeS: Float64Array,
  jumps: readonly number[],
): (fromS: number, untilS: number) => boolean {
  let next = 0;
  return (fromS, untilS) => {
    while (next < jumps.length && (timeS[jumps[next] as number] as number) + DISTURBED_S < fromS) next++;
    return next < jumps.length && (timeS[jumps[next] as number] as number) - DISTURBED_S <= untilS;
  };
}

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
