/** Divides a flight into circling and straight flight. */
import type { Track } from '../igc/track';
import type { FlightSpan } from '../igc/find-flights';
import { decodeTwoState } from '../igc/two-state';
import type { AirDrift, Turning } from './turning';
import { measureTurning, stillAir } from './turning';
import { windOf } from './wind';
import { windSamples } from './wind-samples';

/** Indices into the track, both inclusive; neighbours share their border fix. */
export interface Phase {
  kind: 'glide' | 'thermal' | 'search';
  from: number;
  to: number;
}

/** One circle a minute: the slowest turn that is circling (igc_lib uses the same 6 °/s). */
const CIRCLING_DEG_PER_S = 6;
const EVIDENCE_PER_S = 0.35;
const MAX_STEP_S = 15;
/** About 12 s of clear turning to begin; 23 s of straight flight between two circlings to part them. */
const CHANGE_COST = 4;
/** Less than one whole circle is a turn, not circling. */
const MIN_TURN_DEG = 360;

/** In more wind than this, circles are so far from circles over the ground that thermals fall apart. */
const STRONG_WIND_MPS = 3;

/** Looks twice where there is wind: the first time over the ground, then in the air that moves. */
export function findPhases(track: Track, flight: FlightSpan, minThermalS: number): Phase[] {
  const phases = divide(track, flight, { minThermalS, drift: stillAir });
  const circling = phases.filter(({ kind }) => kind !== 'glide');
  const samples = circling.flatMap((phase) => windSamples(track, phase, null));
  const wind = windOf(samples, false).mean;
  if (!wind || wind.quality === 'poor' || wind.speedMps < STRONG_WIND_MPS) return phases;
  const towardsRad = ((wind.fromDeg + 180) * Math.PI) / 180;
  const drift = {
    northMps: wind.speedMps * Math.cos(towardsRad),
    eastMps: wind.speedMps * Math.sin(towardsRad),
  };
  return divide(track, flight, { minThermalS, drift });
}

function divide(
  track: Track,
  flight: FlightSpan,
  { minThermalS, drift }: { minThermalS: number; drift: AirDrift },
): Phase[] {
  const turning = measureTurning(track, flight, drift);
  const { rateDegPerS } = turning;
  const evidence = new Float64Array(rateDegPerS.length);
  for (let i = 1; i < evidence.length; i++) {
    const at = flight.from + i;
    const stepS = Math.min(MAX_STEP_S, (track.timeS[at] as number) - (track.timeS[at - 1] as number));
    const excess = ((rateDegPerS[i] as number) - CIRCLING_DEG_PER_S) / CIRCLING_DEG_PER_S;
    evidence[i] = Math.max(-1, Math.min(1, excess)) * EVIDENCE_PER_S * stepS;
  }
  const circling = decodeTwoState(evidence, { enter: CHANGE_COST, leave: CHANGE_COST });

  const phases: Phase[] = [];
  let at = flight.from;
  for (const [from, to] of stretches(circling, flight.from)) {
    const durationS = (track.timeS[to] as number) - (track.timeS[from] as number);
    if (durationS < minThermalS || turnedDeg(turning, from - flight.from, to - flight.from) < MIN_TURN_DEG)
      continue;
    if (from > at) phases.push({ kind: 'glide', from: at, to: from });
    phases.push({ kind: climbed(track, from, to) ? 'thermal' : 'search', from, to });
    at = to;
  }
  if (at < flight.to) phases.push({ kind: 'glide', from: at, to: flight.to });
  return phases;
}

/** Without altitudes nothing tells them apart, and circling is what one does in thermals. */
function climbed(track: Track, from: number, to: number): boolean {
  return (
    track.altitudeSource === 'none' || (track.altitudeM[to] as number) > (track.altitudeM[from] as number)
  );
}

/** Degrees turned between two fixes of the flight, both directions added. */
function turnedDeg(turning: Turning, from: number, to: number): number {
  let sum = 0;
  for (let i = from + 1; i <= to; i++) sum += Math.abs(turning.stepDeg[i] as number);
  return sum;
}

function* stretches(states: Uint8Array, offset: number): Generator<[number, number]> {
  let start = -1;
  for (let i = 0; i <= states.length; i++) {
    if (i < states.length && states[i] === 1) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      if (i - 1 > start) yield [offset + start, offset + i - 1];
      start = -1;
    }
  }
}
