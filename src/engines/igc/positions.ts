/** Drops fixes without a position and positions that no aircraft can reach. */
import { legM } from './geo';
import { plausibleRuns } from './plausible-runs';
import type { FixSelection } from './track';
import type { RawFixes } from './igc-file';
import type { WarningLog } from './warning-log';

/** Ground speed that no unpowered aircraft exceeds, and the error that a fix may have on top. */
const MAX_SPEED_MPS = 150;
const POSITION_ERROR_M = 150;
/** A longer stay elsewhere is a jump, not a spike. */
const LONGEST_SPIKE_S = 300;

export interface PositionResult {
  selection: FixSelection;
  zero: number;
  stale: number;
  spikes: number;
  /** Places in the selection where the position jumps and stays. Rising. */
  jumps: number[];
}

export function cleanPositions(fixes: RawFixes, input: FixSelection, warnings: WarningLog): PositionResult {
  const present: number[] = [];
  let zero = 0;
  let stale = 0;
  let last = -1;
  for (let k = 0; k < input.index.length; k++) {
    const i = input.index[k] as number;
    const [lat, lon, line] = [fixes.lat[i] as number, fixes.lon[i] as number, fixes.line[i] as number];
    if (lat === 0) {
      // A recorder without GNSS writes latitude 0; a real flight crosses the equator in a fix or two.
      zero++;
      warnings.add('ZERO_POSITION', line);
      continue;
    }
    if (fixes.valid[i] === 0 && last >= 0 && lat === fixes.lat[last] && lon === fixes.lon[last]) {
      stale++;
      warnings.add('STALE_POSITION', line);
      continue;
    }
    present.push(k);
    last = i;
  }

  const at = (k: number) => input.index[present[k] as number] as number;
  const timeAt = (k: number) => input.timeS[present[k] as number] as number;
  const { keep, dropped, jumps } = plausibleRuns(present.length, {
    agree(a, b) {
      const [i, j] = [at(a), at(b)];
      const distance = legM(fixes.lat[i] as number, fixes.lon[i] as number, fixes.lat[j] as number, fixes.lon[j] as number);
      return distance <= POSITION_ERROR_M + MAX_SPEED_MPS * (timeAt(b) - timeAt(a));
    },
    canBeSpike: (a, b) => timeAt(b) - timeAt(a) <= LONGEST_SPIKE_S,
  });
  for (const jump of jumps) warnings.add('POSITION_JUMP', fixes.line[at(jump)] as number);
  if (dropped > 0) warnings.add('POSITION_SPIKE', fixes.line[at(keep.indexOf(0))] as number, dropped);

  const kept = present.filter((_, k) => keep[k] === 1);
  return {
    selection: {
      index: Uint32Array.from(kept, (k) => input.index[k] as number),
      timeS: Float64Array.from(kept, (k) => input.timeS[k] as number),
    },
    zero,
    stale,
    spikes: dropped,
    jumps: placesOf(jumps, keep),
  };
}

/** Where members are after the dropped ones are gone. */
function placesOf(members: readonly number[], keep: Uint8Array): number[] {
  const places: number[] = [];
  let place = 0;
  let next = 0;
  for (let k = 0; k < keep.length && next < members.length; k++) {
    if (k === members[next]) {
      places.push(place);
      next++;
    }
    place += keep[k] as number;
  }
  return places;
}
