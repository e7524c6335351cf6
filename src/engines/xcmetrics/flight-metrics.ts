/** Figures of one flight from its phases. */
import type { Circling, FlightMetrics, Glide, XcmetricsOptions } from '#contract/xcmetrics';
import type { FlightSpan } from '../igc/find-flights';
import { betweenFixesM } from '../igc/find-flights';
import type { Track } from '../igc/track';
import { climbRates } from './climb-rates';
import { engineOf } from './engine-runs';
import { altitudeFigures, maxGroundSpeedMps, trackLengthM } from './extremes';
import type { Phase } from './find-phases';
import { circlingMetrics, glideMetrics, glideRatio } from './phase-metrics';
import { km, kmh, metres, mps, round, seconds } from './rounding';
import { durationS, trackPoint } from './track-point';
import { bestVerticalSpeeds } from './vertical-windows';
import { windOf } from './wind';

export function flightMetrics(
  track: Track,
  flight: FlightSpan,
  { phases, options }: { phases: readonly Phase[]; options: XcmetricsOptions },
): FlightMetrics {
  const ofKind = (kind: Phase['kind']) => phases.filter((phase) => phase.kind === kind);
  const circlingOf = (phase: Phase) => circlingMetrics(track, phase, options.varioWindowS);
  const [climbing, searching] = [ofKind('thermal').map(circlingOf), ofKind('search').map(circlingOf)];
  const thermals = climbing.map(({ figures }) => figures);
  const searches = searching.map(({ figures }) => figures);
  const wind = windOf(
    [...climbing, ...searching].flatMap(({ winds }) => winds),
    track.altitudeSource !== 'none',
  );
  const glides = ofKind('glide').map((phase) => glideMetrics(track, phase, wind));

  const { from, to } = flight;
  const airtimeS = durationS(track, from, to);
  const lengthM = trackLengthM(track, flight);
  return {
    takeoff: trackPoint(track, from),
    landing: trackPoint(track, to),
    takeoffSeen: flight.takeoffSeen,
    landingSeen: flight.landingSeen,
    fixes: to - from + 1,
    airtimeS: seconds(airtimeS),
    trackKm: km(lengthM),
    straightKm: km(betweenFixesM(track, from, to)),
    maxFromTakeoffKm: km(farthestM(track, flight)),
    ...heights(track, flight, options.varioWindowS),
    maxGroundSpeedKmh: kmh(maxGroundSpeedMps(track, flight)),
    averageGroundSpeedKmh: kmh(lengthM / airtimeS),
    thermals,
    searches,
    glides,
    shareOfTime: shares(airtimeS, thermals, searches),
    circling: circlingByDirection([...thermals, ...searches]),
    thermalAverageClimbMps:
      thermals.length > 0 ? mps(sum(thermals, 'gainM') / sum(thermals, 'durationS')) : null,
    climb:
      track.altitudeSource === 'none' ? null : climbRates(track, ofKind('thermal'), options.varioWindowS),
    wind,
    engine: engineOf(track, flight),
    ...glidesTogether(glides),
  };
}

function heights(track: Track, flight: FlightSpan, windowS: number) {
  if (track.altitudeSource === 'none') {
    return {
      minAltitudeM: null,
      maxAltitudeM: null,
      maxAboveTakeoffM: null,
      maxGainM: null,
      totalClimbM: null,
      bestClimbMps: null,
      bestSinkMps: null,
    };
  }
  const figures = altitudeFigures(track, flight);
  const best = bestVerticalSpeeds(track, flight, windowS);
  return {
    minAltitudeM: metres(figures.minM),
    maxAltitudeM: metres(figures.maxM),
    maxAboveTakeoffM: metres(figures.maxM - (track.altitudeM[flight.from] as number)),
    maxGainM: metres(figures.maxGainM),
    totalClimbM: metres(figures.totalClimbM),
    bestClimbMps: best && mps(best.climbMps),
    bestSinkMps: best && mps(best.sinkMps),
  };
}

const COARSE_STEPS = 1000;

/** Farthest fix from take-off: coarse steps, then every fix around the best of them. */
function farthestM(track: Track, { from, to }: FlightSpan): number {
  const step = Math.max(1, Math.floor((to - from) / COARSE_STEPS));
  let farthest = 0;
  let best = from;
  const look = (i: number) => {
    const distance = betweenFixesM(track, from, i);
    if (distance > farthest) [farthest, best] = [distance, i];
  };
  for (let i = from; i <= to; i += step) look(i);
  const around = best;
  for (let i = Math.max(from, around - step); i <= Math.min(to, around + step); i++) look(i);
  return farthest;
}

type Timed = { durationS: number };

function sum<K extends string>(items: readonly Record<K, number>[], key: K): number {
  return items.reduce((total, item) => total + item[key], 0);
}

function shares(airtimeS: number, thermals: readonly Timed[], searches: readonly Timed[]) {
  const thermal = round(sum(thermals, 'durationS') / airtimeS, 4);
  const search = round(sum(searches, 'durationS') / airtimeS, 4);
  return { thermal, glide: round(1 - thermal - search, 4), search };
}

function circlingByDirection(circlings: readonly Circling[]): FlightMetrics['circling'] {
  const of = (wanted: Circling['direction']) =>
    seconds(
      sum(
        circlings.filter(({ direction }) => direction === wanted),
        'durationS',
      ),
    );
  return { leftS: of('L'), rightS: of('R'), mixedS: of('LR') };
}

function glidesTogether(glides: readonly Glide[]) {
  if (glides.length === 0) return { glideAverageSpeedKmh: null, glideAverageRatio: null };
  const lengthM = sum(glides, 'distanceKm') * 1000;
  return {
    glideAverageSpeedKmh: kmh(lengthM / sum(glides, 'durationS')),
    glideAverageRatio: glideRatio(lengthM, sum(glides, 'altitudeChangeM')),
  };
}
