/** How well a flight climbed: percentiles of the climb in thermals, weighted with time. */
import type { ClimbRates } from '#contract/xcmetrics';
import type { Track } from '../igc/track';
import type { Stretch } from './stretch';
import { mps } from './rounding';
import { visitWindows } from './vertical-windows';

/** A window that begins before a pause stands for no more than this. */
const LONGEST_STEP_S = 15;

export function climbRates(track: Track, thermals: readonly Stretch[], windowS: number): ClimbRates | null {
  const rates: { rateMps: number; lastsS: number }[] = [];
  for (const thermal of thermals) {
    const visit = (rateMps: number, i: number) => {
      const stepS = (track.timeS[i + 1] as number) - (track.timeS[i] as number);
      rates.push({ rateMps, lastsS: Math.min(stepS, LONGEST_STEP_S) });
    };
    visitWindows(track, thermal, { windowS, visit });
  }
  rates.sort((a, b) => a.rateMps - b.rateMps);
  const best = rates.at(-1);
  if (!best) return null;
  const totalS = rates.reduce((sum, { lastsS }) => sum + lastsS, 0);
  const at = (share: number) => {
    let sumS = 0;
    for (const { rateMps, lastsS } of rates) {
      sumS += lastsS;
      if (sumS >= share * totalS) return mps(rateMps);
    }
    return mps(best.rateMps);
  };
  return { p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9), best: mps(best.rateMps) };
}
