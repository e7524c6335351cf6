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
  /** Only every so many fixes are scored: there are more than `MAX_FIXES`. */
  thinned: boolean;
}

/** The same as xcmetrics' defaults, so that both engines speak of the same flights. */
const RULES = { minTakeoffSpeedKmh: 10, minFlightS: 60 };

/**
 * Take-off and landing are not sharp: programs place them up to a minute apart. What is so near to a flight is scored
 * with it, so that no league's own detection finds more.
 */
const MARGIN_S = 90;

/** A fix a second for 40 hours. More are thinned out evenly, or the search would need more memory than a job may have. */
export const MAX_FIXES = 150_000;

/** @throws FlightlineError `INVALID_FLIGHT` when nothing was flown, or no flight has five valid fixes */
export function scoredFlights(track: Track): ScoredStretch[] {
  const { flights } = findFlights(track, RULES);
  if (flights.length === 0) {
    throw new FlightlineError(
      'INVALID_FLIGHT',
      `No take-off: ${track.n} fixes, but never ${RULES.minFlightS} s of flight faster than ${RULES.minTakeoffSpeedKmh} km/h.`,
    );
  }
  const stretches = flights
    .map((span, k) => {
      const after = (flights[k - 1]?.to ?? -1) + 1;
      const before = (flights[k + 1]?.from ?? track.n) - 1;
      return stretch(track, span, { after, before });
    })
    .filter(({ fixes }) => fixes.n >= MIN_FIXES);
  if (stretches.length === 0) {
    throw new FlightlineError(
      'INVALID_FLIGHT',
      `The recorder marks all but a few fixes as not valid (V); a score needs ${MIN_FIXES} valid ones.`,
    );
  }
  return stretches;
}

/** Valid fixes of a flight and its margins, which end at the flights `after` and `before` it. */
function stretch(
  track: Track,
  span: FlightSpan,
  { after, before }: { after: number; before: number },
): ScoredStretch {
  const { timeS, valid } = track;
  let [from, to] = [span.from, span.to];
  while (from > after && (timeS[span.from] as number) - (timeS[from - 1] as number) <= MARGIN_S) from--;
  while (to < before && (timeS[to + 1] as number) - (timeS[span.to] as number) <= MARGIN_S) to++;
  const all: number[] = [];
  for (let i = from; i <= to; i++) if (valid[i] === 1) all.push(i);
  const stride = Math.ceil(all.length / MAX_FIXES);
  const places = stride > 1 ? all.filter((_, k) => k % stride === 0) : all;
  const index = Uint32Array.from(places);
  const column = (from: Float64Array) => Float64Array.from(places, (i) => from[i] as number);
  return {
    span,
    index,
    thinned: stride > 1,
    fixes: {
      n: places.length,
      lat: column(track.lat),
      lon: column(track.lon),
      altitudeM: track.altitudeSource === 'none' ? null : column(track.altitudeM),
    },
  };
}
