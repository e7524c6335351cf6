/** From bytes to the result: the whole engine as one pure function, also used by the views. */
import { FlightlineError } from '#contract/errors';
import type { TrackQuality, XcmetricsOptions, XcmetricsOutput } from '#contract/xcmetrics';
import type { FlightSpan } from '../igc/find-flights';
import { findFlights, longestFlight } from '../igc/find-flights';
import { medianInterval } from '../igc/kinematics';
import type { Track } from '../igc/track';
import { readTrack } from '../igc/track';
import type { Phase } from './find-phases';
import { findPhases } from './find-phases';
import { flightMetrics } from './flight-metrics';
import { seconds } from './rounding';
import { isoTime } from './track-point';

export interface SegmentedTrack {
  track: Track;
  flights: { span: FlightSpan; phases: Phase[] }[];
  mainFlight: number;
}

const GAP_S = 60;

/** @throws FlightlineError as `readTrack` does, and `INVALID_FLIGHT` when nothing in the track was flown */
export function segmentTrack(bytes: Uint8Array, options: XcmetricsOptions): SegmentedTrack {
  const track = readTrack(bytes, options.altitude);
  const { flights, groundTravel } = findFlights(track, options);
  for (const span of groundTravel) track.warnings.add('GROUND_TRAVEL', track.line[span.from] ?? null);
  if (flights.length === 0) {
    throw new FlightlineError(
      'INVALID_FLIGHT',
      `No take-off: ${track.n} fixes, but never ${options.minFlightS} s of flight faster than ${options.minTakeoffSpeedKmh} km/h.`,
    );
  }
  return {
    track,
    flights: flights.map((span) => ({ span, phases: findPhases(track, span, options.minThermalS) })),
    mainFlight: longestFlight(track, flights),
  };
}

export function describe(
  { track, flights, mainFlight }: SegmentedTrack,
  options: XcmetricsOptions,
): XcmetricsOutput {
  const { headers } = track;
  const main = flights[mainFlight]?.span.from ?? 0;
  return {
    date: track.dateKnown ? isoTime(track.timeS[main] as number).slice(0, 10) : null,
    gliderType: headers.gliderType,
    gliderClass: headers.gliderClass,
    recorder: {
      code: headers.manufacturerCode,
      type: headers.recorderType,
      firmware: headers.firmware,
      hardware: headers.hardware,
      gnss: headers.gnssReceiver,
      pressureSensor: headers.pressureSensor,
    },
    security: track.security(),
    altitudeSource: track.altitudeSource,
    mainFlight,
    flights: flights.map(({ span, phases }) => flightMetrics(track, span, { phases, options })),
    quality: quality(
      track,
      flights.map(({ span }) => span),
    ),
    warnings: track.warnings.list(),
  };
}

function quality(track: Track, flights: readonly FlightSpan[]): TrackQuality {
  let [gaps, longestGapS] = [0, 0];
  for (const { from, to } of flights) {
    for (let i = from + 1; i <= to; i++) {
      const pauseS = (track.timeS[i] as number) - (track.timeS[i - 1] as number);
      if (pauseS > GAP_S) gaps++;
      if (pauseS > longestGapS) longestGapS = pauseS;
    }
  }
  const { counts } = track;
  return {
    records: counts.records,
    fixes: track.n,
    intervalS: seconds(medianInterval(track.timeS)),
    gaps,
    longestGapS: seconds(longestGapS),
    duplicates: counts.duplicates,
    positionSpikes: counts.spikes,
    repairedAltitudes: counts.repaired,
    invalid: counts.invalid,
    notValidated: counts.notValidated,
    positionJumps: track.positionJumps.length,
    altitudeJumps: track.altitudeJumps.length,
    extensions: [...track.extensionCodes],
  };
}
