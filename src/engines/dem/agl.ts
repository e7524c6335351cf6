/** Height above ground of a flight: the recorded altitude, put onto the ground where the aircraft stood. */
import type { FlightTerrain } from '#contract/dem';
import { repairAltitude } from '../igc/altitude';
import type { FlightSpan } from '../igc/find-flights';
import type { Track } from '../igc/track';

export interface FlightAltitude {
  /** One per fix of the track; null when the file has none. */
  altitudeM: Float64Array | null;
  source: 'gnss' | 'baro' | 'none';
}

/** Share of fixes that must have a GNSS altitude for it to be used. */
const MIN_GNSS_SHARE = 0.8;

/**
 * GNSS before pressure: pressure altitude is off by what the day's air differs from the standard, by 8 m for each hPa
 * at the ground and by some percent of the height; GNSS is off by a constant (the geoid, in the Alps about 50 m), which
 * the offset takes out.
 */
export function altitudeForGround(track: Track): FlightAltitude {
  if (track.hasGnss) {
    const { altitudeM, usable } = repairAltitude(track.timeS, track.gnssM);
    if (usable >= track.n * MIN_GNSS_SHARE || track.altitudeSource !== 'baro')
      return { altitudeM, source: 'gnss' };
  }
  if (track.altitudeSource === 'none') return { altitudeM: null, source: 'none' };
  return { altitudeM: track.altitudeM, source: track.altitudeSource };
}

export type AltitudeOffset = Pick<FlightTerrain, 'altitudeOffsetM' | 'altitudeOffsetFrom'>;

/** More than this is no geoid and no weather, but a wrong altitude or wrong terrain: then nothing is corrected. */
const MAX_OFFSET_M = 300;
/** Take-off and landing that differ by more are not both on the ground. */
const MAX_DIFFERENCE_M = 150;

/**
 * What to subtract from altitudes so that take-off and landing are on the ground: the mean of the two, or the one that
 * the track holds; 0 where neither can be believed.
 */
export function altitudeOffset(
  altitudeM: Float64Array,
  terrainM: Float64Array,
  span: FlightSpan,
): AltitudeOffset {
  const at = (isSeen: boolean, fix: number) => {
    const offset = isSeen ? (altitudeM[fix] as number) - (terrainM[fix] as number) : Number.NaN;
    return Math.abs(offset) <= MAX_OFFSET_M ? offset : null;
  };
  const takeoff = at(span.takeoffSeen, span.from);
  const landing = at(span.landingSeen, span.to);
  if (takeoff !== null && landing !== null) {
    if (Math.abs(takeoff - landing) > MAX_DIFFERENCE_M)
      return { altitudeOffsetM: 0, altitudeOffsetFrom: 'none' };
    return { altitudeOffsetM: (takeoff + landing) / 2, altitudeOffsetFrom: 'takeoffAndLanding' };
  }
  if (takeoff !== null) return { altitudeOffsetM: takeoff, altitudeOffsetFrom: 'takeoff' };
  if (landing !== null) return { altitudeOffsetM: landing, altitudeOffsetFrom: 'landing' };
  return { altitudeOffsetM: 0, altitudeOffsetFrom: 'none' };
}

/** Smallest between the first and the last fix that is at least `lowM` up; of all when none is. NaN without values. */
export function lowestAloft(aglM: Float64Array, lowM: number): number {
  const first = aglM.findIndex((value) => value >= lowM);
  const last = aglM.findLastIndex((value) => value >= lowM);
  const aloft = first < 0 ? aglM : aglM.subarray(first, last + 1);
  let lowest = Number.NaN;
  for (const value of aloft) if (!(value >= lowest)) lowest = Number.isNaN(value) ? lowest : value;
  return lowest;
}
