/** How well a flight climbed: percentiles of the climb in thermals, weighted with time. */
import type { ClimbRates } from '#contract/xcmetrics';
import type { Track } from '../igc/track';
import type { Stretch } from './stretch';
import { mps } from './rounding';
import { visitWindows } from './vertical-windows';

/** A window that begins before a pause stands for no more than this. */
const LONGEST_STEP_S = 15;
/** Results have two decimals, so does the histogram; nothing climbs faster than its ends. */
const BINS_PER_MPS = 100;
const FASTEST_MPS = 100;

export function climbRates(track: Track, thermals: readonly Stretch[], windowS: number): ClimbRates | null {
  const lastsS = new Float64Array(2 * FASTEST_MPS * BINS_PER_MPS + 1);
  let totalS = 0;
  let best = -Infinity;
  const visit = (rateMps: number, i: number) => {
    const stepS = Math.min(LONGEST_STEP_S, (track.timeS[i + 1] as number) - (track.timeS[i] as number));
    const inside = Math.max(-FASTEST_MPS, Math.min(FASTEST_MPS, rateMps));
    const bin = Math.round((inside + FASTEST_MPS) * BINS_PER_MPS);
    lastsS[bin] = (lastsS[bin] as number) + stepS;
    totalS += stepS;
    if (rateMps > best) best = rateMps;
  };
  for (const thermal of thermals) visitWindows(track, thermal, { windowS, visit });
  if (totalS === 0) return null;
  const at = (share: number) => quantile(lastsS, share * totalS);
  return { p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9), best: mps(best) };
}

/** The rate under which so much of the time lies. */
function quantile(lastsS: Float64Array, wantedS: number): number {
  let sumS = 0;
  const bin = lastsS.findIndex((binS) => (sumS += binS) >= wantedS);
  return mps(bin / BINS_PER_MPS - FASTEST_MPS);
}
