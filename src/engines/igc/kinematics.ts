/** Speeds over time windows, so that they mean the same at one fix a second and at one in ten. */
import { legM } from './geo';
import type { Track } from './track';

/**
 * For each fix the fixes that span at least `halfS` before and after it (or the ends of the track): the window over
 * which a rate is taken. With coarse recording the window is one fix to each side.
 */
export function centredWindow(timeS: Float64Array, halfS: number): { from: Int32Array; to: Int32Array } {
  const n = timeS.length;
  const from = new Int32Array(n);
  const to = new Int32Array(n);
  let low = 0;
  let high = 0;
  for (let i = 0; i < n; i++) {
    const t = timeS[i] as number;
    while (low + 1 < i && (timeS[low + 1] as number) <= t - halfS) low++;
    if (high < i) high = i;
    while (high + 1 < n && ((timeS[high] as number) < t + halfS || high === i)) high++;
    from[i] = low;
    to[i] = high;
  }
  return { from, to };
}

/** Mean vertical speed over `2 × halfS`, m/s. */
export function verticalSpeed(track: Pick<Track, 'timeS' | 'altitudeM'>, halfS: number): Float64Array {
  const { timeS, altitudeM } = track;
  const { from, to } = centredWindow(timeS, halfS);
  const speed = new Float64Array(timeS.length);
  for (let i = 0; i < speed.length; i++) {
    const a = from[i] as number;
    const b = to[i] as number;
    const spanS = (timeS[b] as number) - (timeS[a] as number);
    if (spanS > 0) speed[i] = ((altitudeM[b] as number) - (altitudeM[a] as number)) / spanS;
  }
  return speed;
}

/** Ground speed: the straight distance over a window of `2 × halfS`, m/s. */
export function groundSpeed(track: Pick<Track, 'timeS' | 'lat' | 'lon'>, halfS: number): Float64Array {
  const { timeS, lat, lon } = track;
  const { from, to } = centredWindow(timeS, halfS);
  const speed = new Float64Array(timeS.length);
  for (let i = 0; i < speed.length; i++) {
    const a = from[i] as number;
    const b = to[i] as number;
    const spanS = (timeS[b] as number) - (timeS[a] as number);
    if (spanS <= 0) continue;
    speed[i] = legM(lat[a] as number, lon[a] as number, lat[b] as number, lon[b] as number) / spanS;
  }
  return speed;
}

/** Altitude at any time, linear between fixes; `hint` is an index at or before it. */
export function altitudeAt(track: Pick<Track, 'timeS' | 'altitudeM'>, atS: number, hint: number): number {
  const { timeS, altitudeM } = track;
  let i = hint;
  while (i + 1 < timeS.length && (timeS[i + 1] as number) <= atS) i++;
  if (i + 1 >= timeS.length) return altitudeM[i] as number;
  const t0 = timeS[i] as number;
  const share = Math.min(1, Math.max(0, (atS - t0) / ((timeS[i + 1] as number) - t0)));
  return (altitudeM[i] as number) * (1 - share) + (altitudeM[i + 1] as number) * share;
}

/** Median seconds between fixes: the recording interval, whatever gaps there are. */
export function medianInterval(timeS: Float64Array): number {
  if (timeS.length < 2) return 0;
  const steps = new Float64Array(timeS.length - 1);
  for (let i = 1; i < timeS.length; i++) steps[i - 1] = (timeS[i] as number) - (timeS[i - 1] as number);
  steps.sort();
  return steps[steps.length >> 1] as number;
}
