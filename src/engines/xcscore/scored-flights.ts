/** Which fixes of a track are scored: those of its flights that the recorder marks as valid. */
import { FlightlineError } from '#contract/errors';
import type { FlightSpan } from '../igc/find-flights';
import { findFlights } from '../igc/find-flights';
import type { Track } from '../igc/track';
import { MIN_FIXES } from '../igc/track';
import type { FlightFixes } from './solve';

export interface ScoredStretch {
  span: FlightSpan;
  fixes: FlightFixes;
  /** Of each fix its place in the track. */
  index: Uint32Array;
}

/** The same as xcmetrics' defaults, so that both engines speak of the same flights. */
const RULES = { minTakeoffSpeedKmh: 10, minFlightS: 60 };

/** @throws FlightlineError `INVALID_FLIGHT` when nothing was flown, or no flight has five valid fixes */
export function scoredFlights(track: Track): ScoredStretch[] {
  const { flights } = findFlights(track, RULES);
  if (flights.length === 0) {
    throw new FlightlineError(
      'INVALID_FLIGHT',
      `No take-off: ${track.n} fixes, but never ${RULES.minFlightS} s of flight faster than ${RULES.minTakeoffSpeedKmh} km/h.`,
    );
  }
  const stretches = flights.map((span) => stretch(track, span)).filter(({ fixes }) => fixes.n >= MIN_FIXES);
  if (stretches.length === 0) {
    throw new FlightlineError(
      'INVALID_FLIGHT',
      `The recorder marks all but a few fixes as not valid (V); a score needs ${MIN_FIXES} valid ones.`,
    );
  }
  return stretches;
}

function stretch(track: Track, span: FlightSpan): ScoredStretch {
  const places: number[] = [];
  for (let i = span.from; i <= span.to; i++) if (track.valid[i] === 1) places.push(i);
  const index = Uint32Array.from(places);
  const column = (from: Float64Array) => Float64Array.from(places, (i) => from[i] as number);
  return {
    span,
    index,
    fixes: {
      n: places.length,
      lat: column(track.lat),
      lon: column(track.lon),
      altitudeM: track.altitudeSource === 'none' ? null : column(track.altitudeM),
    },
  };
}
