/** Mean vertical speeds over windows of a given length. */
import { altitudeAt } from '../igc/kinematics';
import type { Track } from '../igc/track';
import type { Stretch } from './stretch';

/** A sensor that has stepped goes on swinging for a while. */
const DISTURBED_S = 30;

/** Calls `visit` with the rate of the window that begins at each fix; windows near a jump of the altitude are left out. */
export function visitWindows(
  track: Track,
  { from, to }: Stretch,
  { windowS, visit }: { windowS: number; visit: (rateMps: number, i: number) => void },
): void {
  const endS = track.timeS[to] as number;
  let hint = from;
  const disturbed = disturbances(track.timeS, track.altitudeJumps);
  for (let i = from; i <= to; i++) {
    const untilS = (track.timeS[i] as number) + windowS;
    if (untilS > endS) break;
    while (hint + 1 <= to && (track.timeS[hint + 1] as number) <= untilS) hint++;
    if (disturbed(track.timeS[i] as number, untilS)) continue;
    visit((altitudeAt(track, untilS, hint) - (track.altitudeM[i] as number)) / windowS, i);
  }
}

/** Whether a window comes near a jump; must be asked with rising windows. */
export function disturbances(
  timeS: Float64Array,
  jumps: readonly number[],
): (fromS: number, untilS: number) => boolean {
  let next = 0;
  return (fromS, untilS) => {
    while (next < jumps.length && (timeS[jumps[next] as number] as number) + DISTURBED_S < fromS) next++;
    return next < jumps.length && (timeS[jumps[next] as number] as number) - DISTURBED_S <= untilS;
  };
}

/** Highest and lowest rate; null when the stretch is shorter than the window. */
export function bestVerticalSpeeds(
  track: Track,
  stretch: Stretch,
  windowS: number,
): { climbMps: number; sinkMps: number } | null {
  let [climb, sink] = [-Infinity, Infinity];
  const visit = (rateMps: number) => {
    if (rateMps > climb) climb = rateMps;
    if (rateMps < sink) sink = rateMps;
  };
  visitWindows(track, stretch, { windowS, visit });
  return climb === -Infinity ? null : { climbMps: climb, sinkMps: sink };
}
