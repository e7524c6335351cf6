/** How fast and which way the track turns, from headings that bear one-second noise and coarse recording. */
import { longitudeDelta, metresPerDegree } from '../igc/geo';
import type { Track } from '../igc/track';
import type { Stretch } from './stretch';

/** A heading is taken over at least this long: over one second, position noise turns it by tens of degrees. */
const HEADING_SPAN_S = 4;
/** Rate of turn is a mean over at least twice this. */
const RATE_HALF_WINDOW_S = 6;
/** Slower than this the heading is noise and the old one is kept. */
const MIN_SPEED_MPS = 1.5;
/** From this interval on a step can be near half a circle, so that directions cancel out; magnitudes count instead. */
const COARSE_STEP_S = 5;

export interface Turning {
  /** Change of heading since the fix before, degrees, right positive. */
  stepDeg: Float64Array;
  /** Magnitude of the rate of turn around each fix, degrees per second. */
  rateDegPerS: Float64Array;
}

/** Turning of a stretch in air that moves with `drift`; index 0 of the result is the stretch's first fix. */
export function measureTurning(track: Track, { from, to }: Stretch, drift: AirDrift): Turning {
  const n = to - from + 1;
  const stepDeg = headingSteps(headings(track, { from, to }, drift));
  const signed = new Float64Array(n);
  const unsigned = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    const step = stepDeg[i] as number;
    signed[i] = (signed[i - 1] as number) + step;
    const coarse = (track.timeS[from + i] as number) - (track.timeS[from + i - 1] as number) >= COARSE_STEP_S;
    unsigned[i] = (unsigned[i - 1] as number) + (coarse ? Math.abs(step) : 0);
  }
  const rateDegPerS = new Float64Array(n);
  let a = 0;
  let b = 0;
  for (let i = 0; i < n; i++) {
    const t = track.timeS[from + i] as number;
    while (a + 1 < i && (track.timeS[from + a + 1] as number) <= t - RATE_HALF_WINDOW_S) a++;
    if (b < i) b = i;
    while (b + 1 < n && ((track.timeS[from + b] as number) < t + RATE_HALF_WINDOW_S || b === i)) b++;
    const spanS = (track.timeS[from + b] as number) - (track.timeS[from + a] as number);
    if (spanS <= 0) continue;
    const turned = Math.max(
      Math.abs((signed[b] as number) - (signed[a] as number)),
      (unsigned[b] as number) - (unsigned[a] as number),
    );
    rateDegPerS[i] = turned / spanS;
  }
  return { stepDeg, rateDegPerS };
}

function headingSteps(headingDeg: Float64Array): Float64Array {
  const stepDeg = new Float64Array(headingDeg.length);
  for (let i = 1; i < headingDeg.length; i++) {
    const delta = (headingDeg[i] as number) - (headingDeg[i - 1] as number);
    stepDeg[i] = delta > 180 ? delta - 360 : delta <= -180 ? delta + 360 : delta;
  }
  return stepDeg;
}

/** How the air moves over the ground. */
export interface AirDrift {
  northMps: number;
  eastMps: number;
}

export const stillAir: AirDrift = { northMps: 0, eastMps: 0 };

/**
 * Steps of a stretch of circling in the air that drifts with the wind: over the ground the steps of a circle are
 * uneven, and at ten seconds a fix they would even change sign. Index 0 is `from`.
 */
export function circlingSteps(track: Track, { from, to }: Stretch): Float64Array {
  const scale = metresPerDegree(track.lat[from] as number);
  const spanS = (track.timeS[to] as number) - (track.timeS[from] as number);
  const drift = {
    northMps: (((track.lat[to] as number) - (track.lat[from] as number)) * scale.lat) / spanS,
    eastMps: (longitudeDelta(track.lon[from] as number, track.lon[to] as number) * scale.lon) / spanS,
  };
  return headingSteps(headings(track, { from, to }, drift));
}

/** Heading of the leg that begins at each fix and spans at least `HEADING_SPAN_S`. */
function headings(track: Track, { from, to }: Stretch, drift: AirDrift): Float64Array {
  const { timeS, lat, lon } = track;
  const n = to - from + 1;
  const headingDeg = new Float64Array(n);
  const scale = metresPerDegree(lat[from] as number);
  let end = from;
  let last = 0;
  for (let i = 0; i < n; i++) {
    const at = from + i;
    const t = timeS[at] as number;
    if (end <= at) end = at + 1;
    while (end < to && (timeS[end] as number) < t + HEADING_SPAN_S) end++;
    if (end > to) {
      headingDeg[i] = last;
      continue;
    }
    const spanS = (timeS[end] as number) - t;
    const north = ((lat[end] as number) - (lat[at] as number)) * scale.lat - drift.northMps * spanS;
    const east = longitudeDelta(lon[at] as number, lon[end] as number) * scale.lon - drift.eastMps * spanS;
    const limit = MIN_SPEED_MPS * spanS;
    if (north * north + east * east >= limit * limit) last = (Math.atan2(east, north) * 180) / Math.PI;
    headingDeg[i] = last;
  }
  return headingDeg;
}
