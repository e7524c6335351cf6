/** The columnar track that map and barogram draw: every used fix. */
import type { TrackPhase, XcmetricsTrack } from '#contract/xcmetrics-track';
import { MISSING_ALTITUDE } from '../igc/igc-file';
import { groundSpeed, verticalSpeed } from '../igc/kinematics';
import type { SegmentedTrack } from './analyse';
import { degrees, mps, round } from './rounding';

const VARIO_HALF_WINDOW_S = 5;
const SPEED_HALF_WINDOW_S = 4;
const codes = { glide: 1, thermal: 2, search: 3 } as const;

/** What the aircraft did at each fix. */
export function phaseColumn({ track, flights }: SegmentedTrack): Uint8Array {
  const column = new Uint8Array(track.n);
  for (const { phases } of flights) {
    for (const { kind, from, to } of phases) column.fill(codes[kind], from, to + 1);
  }
  return column;
}

/** Smoothed vertical and ground speed of every fix, m/s. */
export function speedColumns({ track }: SegmentedTrack): {
  varioMps: Float64Array;
  groundSpeedMps: Float64Array;
} {
  return {
    varioMps: verticalSpeed(track, VARIO_HALF_WINDOW_S),
    groundSpeedMps: groundSpeed(track, SPEED_HALF_WINDOW_S),
  };
}

export function trackView(segmented: SegmentedTrack): XcmetricsTrack {
  const { track } = segmented;
  const startEpochS = track.timeS[0] as number;
  const { varioMps, groundSpeedMps } = speedColumns(segmented);
  const recorded = (column: Int32Array) =>
    Array.from(column, (value) => (value === MISSING_ALTITUDE ? null : value));
  return {
    n: track.n,
    startEpochS,
    timeS: Array.from(track.timeS, (timeS) => round(timeS - startEpochS, 3)),
    lat: Array.from(track.lat, degrees),
    lon: Array.from(track.lon, degrees),
    altM: Array.from(track.altitudeM, (value) => round(value, 1)),
    gnssAltM: track.hasGnss ? recorded(track.gnssM) : null,
    baroAltM: track.hasBaro ? recorded(track.baroM) : null,
    varioMps: Array.from(varioMps, mps),
    groundSpeedMps: Array.from(groundSpeedMps, mps),
    phase: Array.from(phaseColumn(segmented), (code) => code as TrackPhase),
  };
}
