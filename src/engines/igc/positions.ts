/** Drops fixes without a position and positions that no aircraft can reach. */
import { legM } from './geo';
import type { RunRules } from './plausible-runs';
import { plausibleRuns } from './plausible-runs';
import type { FixSelection } from './track';
import type { RawFixes } from './igc-file';
import type { WarningLog } from './warning-log';

/** Ground speed that no unpowered aircraft exceeds, and the error that a fix may have on top. */
const MAX_SPEED_MPS = 150;
const POSITION_ERROR_M = 150;
/** Under `POSITION_ERROR_M` anywhere on earth, and cheap to test. */
const SURELY_NEAR_DEG = 0.0012;
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
    const lat = fixes.lat[i] as number;
    if (lat === 0) {
      // A recorder without GNSS writes latitude 0; a real flight crosses the equator in a fix or two.
      zero++;
      warnings.add('ZERO_POSITION', fixes.line[i]);
      continue;
    }
    if (fixes.valid[i] === 0 && last >= 0 && lat === fixes.lat[last] && fixes.lon[i] === fixes.lon[last]) {
      stale++;
      warnings.add('STALE_POSITION', fixes.line[i]);
      continue;
    }
    present.push(k);
    last = i;
  }

  const found = choose(input, present);
  const { keep, dropped, jumps } = plausibleRuns(present.length, reachable(fixes, found));
  const lineOf = (k: number) => fixes.line[found.index[k] as number] as number;
  for (const jump of jumps) warnings.add('POSITION_JUMP', lineOf(jump));
  if (dropped === 0) return { selection: found, zero, stale, spikes: 0, jumps };

  warnings.add('POSITION_SPIKE', lineOf(keep.indexOf(0)), dropped);
  const kept = present.filter((_, k) => keep[k] === 1);
  return { selection: choose(input, kept), zero, stale, spikes: dropped, jumps: placesOf(jumps, keep) };
}

/** A selection of a selection; `places` are places in it. */
function choose({ index, timeS }: FixSelection, places: readonly number[]): FixSelection {
  const chosen = { index: new Uint32Array(places.length), timeS: new Float64Array(places.length) };
  for (let k = 0; k < places.length; k++) {
    chosen.index[k] = index[places[k] as number] as number;
    chosen.timeS[k] = timeS[places[k] as number] as number;
  }
  return chosen;
}

/** Whether an aircraft can have been at both fixes. */
function reachable({ lat, lon }: RawFixes, { index, timeS }: FixSelection): RunRules {
  const elapsedS = (a: number, b: number) => (timeS[b] as number) - (timeS[a] as number);
  return {
    agree(a, b) {
      const i = index[a] as number;
      const j = index[b] as number;
      const north = (lat[j] as number) - (lat[i] as number);
      const east = (lon[j] as number) - (lon[i] as number);
      if (Math.abs(north) + Math.abs(east) < SURELY_NEAR_DEG) return true;
      const distance = legM(lat[i] as number, lon[i] as number, lat[j] as number, lon[j] as number);
      return distance <= POSITION_ERROR_M + MAX_SPEED_MPS * elapsedS(a, b);
    },
    canBeSpike: (a, b) => elapsedS(a, b) <= LONGEST_SPIKE_S,
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
