/** Repairs a column of altitudes and chooses between pressure and GNSS altitude for a whole file. */
import { MISSING_ALTITUDE } from './igc-file';
import { plausibleRuns } from './plausible-runs';

/** Below the Dead Sea shore with a margin for pressure; above the wave record (23 203 m, 2018). */
const LOWEST_M = -700;
const HIGHEST_M = 25_000;
/** No soaring aircraft climbs or dives faster over more than an instant; the error is what quantisation and noise add. */
const MAX_RATE_MPS = 60;
const ALTITUDE_ERROR_M = 40;
/** An outage that lasts longer cannot be told from a change of level. */
const LONGEST_SPIKE_S = 60;
/** A single fix that differs so much from the median of five around it is a spike. */
const MEDIAN_ERROR_M = 25;
const MEDIAN_RATE_MPS = 15;

export interface AltitudeColumn {
  /** Repaired; NaN everywhere when nothing is usable. */
  altitudeM: Float64Array;
  usable: number;
  repaired: number;
  /** Longest stretch that had to be interpolated. */
  longestRepairS: number;
  /** First repaired member, -1 without. */
  firstRepair: number;
  rangeM: number;
  /** Members at which the level steps and stays: nothing that was flown. */
  jumps: number[];
}

/** Marks members that are missing or wild, then interpolates them in time; ends take the nearest good one. */
export function repairAltitude(timeS: Float64Array, rawM: Int32Array): AltitudeColumn {
  const n = rawM.length;
  const good = candidates(rawM);
  if (good.length === 0) return nothingUsable(n);
  const heightOf = (k: number) => rawM[good[k] as number] as number;
  const timeOf = (k: number) => timeS[good[k] as number] as number;
  const { keep, dropped, jumps } = plausibleRuns(good.length, {
    agree: (a, b) =>
      Math.abs(heightOf(b) - heightOf(a)) <= ALTITUDE_ERROR_M + MAX_RATE_MPS * (timeOf(b) - timeOf(a)),
    canBeSpike: (a, b) => timeOf(b) - timeOf(a) <= LONGEST_SPIKE_S,
  });
  const plausible = dropped === 0 ? good : good.filter((_, k) => keep[k] === 1);
  const column = interpolate(timeS, rawM, withoutMedianSpikes(timeS, rawM, plausible));
  return { ...column, jumps: jumps.map((k) => good[k] as number) };
}

/** Members that can be altitudes. Zeros are not, when the aircraft is far from sea level before and after them. */
function candidates(rawM: Int32Array): number[] {
  const good: number[] = [];
  let zerosFrom = -1; // place in `good` where the current zeros begin
  let beforeM = 0;
  for (let i = 0; i < rawM.length; i++) {
    const value = rawM[i] as number;
    if (value === MISSING_ALTITUDE || value < LOWEST_M || value > HIGHEST_M) continue;
    if (value === 0) {
      if (zerosFrom < 0) zerosFrom = good.length;
    } else {
      if (zerosFrom >= 0 && farFromSea(value) && (zerosFrom === 0 || farFromSea(beforeM)))
        good.length = zerosFrom;
      zerosFrom = -1;
      beforeM = value;
    }
    good.push(i);
  }
  if (zerosFrom >= 0 && farFromSea(beforeM)) good.length = zerosFrom;
  return zerosFrom === 0 ? [] : good; // nothing but zeros: no sensor
}

function farFromSea(altitudeM: number): boolean {
  return Math.abs(altitudeM) > ALTITUDE_ERROR_M;
}

function withoutMedianSpikes(timeS: Float64Array, rawM: Int32Array, members: number[]): number[] {
  const window = new Float64Array(5);
  const kept: number[] = [];
  for (let k = 0; k < members.length; k++) {
    const member = members[k] as number;
    if (k < 2 || k + 2 >= members.length || nearNeighbours(k)) {
      kept.push(member);
      continue;
    }
    for (let d = 0; d < 5; d++) window[d] = rawM[members[k + d - 2] as number] as number;
    const spanS = (timeS[members[k + 2] as number] as number) - (timeS[members[k - 2] as number] as number);
    const limit = MEDIAN_ERROR_M + (MEDIAN_RATE_MPS * spanS) / 4;
    if (Math.abs((rawM[member] as number) - (window.sort()[2] as number)) <= limit) kept.push(member);
  }
  return kept;

  /** Then the median is near too. */
  function nearNeighbours(k: number): boolean {
    const value = rawM[members[k] as number] as number;
    return (
      Math.abs(value - (rawM[members[k - 1] as number] as number)) <= MEDIAN_ERROR_M &&
      Math.abs(value - (rawM[members[k + 1] as number] as number)) <= MEDIAN_ERROR_M
    );
  }
}

function interpolate(timeS: Float64Array, rawM: Int32Array, good: readonly number[]): AltitudeColumn {
  const n = rawM.length;
  const first = good[0];
  if (first === undefined) return nothingUsable(n);
  const altitudeM = new Float64Array(n);
  let [lowest, highest] = [Infinity, -Infinity];
  for (const i of good) {
    const value = rawM[i] as number;
    altitudeM[i] = value;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const last = good.at(-1) as number;
  altitudeM.fill(altitudeM[first] as number, 0, first);
  altitudeM.fill(altitudeM[last] as number, last + 1);
  let longestRepairS = Math.max(
    (timeS[first] as number) - (timeS[0] as number),
    (timeS[n - 1] as number) - (timeS[last] as number),
  );
  let firstRepair = first > 0 ? 0 : -1;
  for (let k = 1; k < good.length; k++) {
    const a = good[k - 1] as number;
    const b = good[k] as number;
    if (b - a === 1) continue;
    if (firstRepair < 0) firstRepair = a + 1;
    const t0 = timeS[a] as number;
    const z0 = altitudeM[a] as number;
    const spanS = (timeS[b] as number) - t0;
    longestRepairS = Math.max(longestRepairS, spanS);
    const slope = ((altitudeM[b] as number) - z0) / spanS;
    for (let i = a + 1; i < b; i++) altitudeM[i] = z0 + slope * ((timeS[i] as number) - t0);
  }
  if (firstRepair < 0 && last < n - 1) firstRepair = last + 1;
  return {
    altitudeM,
    usable: good.length,
    repaired: n - good.length,
    longestRepairS,
    firstRepair,
    rangeM: highest - lowest,
    jumps: [],
  };
}

function nothingUsable(n: number): AltitudeColumn {
  return {
    altitudeM: new Float64Array(n),
    usable: 0,
    repaired: 0,
    longestRepairS: 0,
    firstRepair: -1,
    rangeM: 0,
    jumps: [],
  };
}

export type AltitudeSource = 'baro' | 'gnss' | 'none';

const FROZEN_RANGE_M = 3;
const MOVING_RANGE_M = 50;
const LONG_HOLE_S = 120;
const MIN_COVERAGE = 0.8;

/** The pressure sensor, which is smoother, unless it is missing, frozen, full of holes, and GNSS is better. */
export function chooseSource(
  baro: AltitudeColumn,
  gnss: AltitudeColumn,
  wanted: 'auto' | 'baro' | 'gnss',
): AltitudeSource {
  if (baro.usable === 0 && gnss.usable === 0) return 'none';
  if (baro.usable === 0) return 'gnss';
  if (gnss.usable === 0) return 'baro';
  if (wanted !== 'auto') return wanted;
  const n = baro.altitudeM.length;
  if (baro.rangeM < FROZEN_RANGE_M && gnss.rangeM > MOVING_RANGE_M) return 'gnss';
  const baroBad = baro.usable < MIN_COVERAGE * n || baro.longestRepairS > LONG_HOLE_S;
  const gnssBetter = gnss.usable > baro.usable && gnss.longestRepairS <= baro.longestRepairS;
  return baroBad && gnssBetter ? 'gnss' : 'baro';
}
