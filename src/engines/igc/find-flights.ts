/** Take-offs and landings: which stretches of a track were flown, and which stood, walked or drove. */
import { distanceM } from './geo';
import { groundSpeed, verticalSpeed } from './kinematics';
import type { Track } from './track';
import { decodeTwoState } from './two-state';

/** Indices into the track, both inclusive. */
export interface FlightSpan {
  from: number;
  to: number;
  /** False where the track begins or ends in the air. */
  takeoffSeen: boolean;
  landingSeen: boolean;
}

export interface FlightRules {
  minTakeoffSpeedKmh: number;
  minFlightS: number;
}

/** After such a pause the flights before and after it are two. */
const SPLIT_GAP_S = 3600;
const SPEED_HALF_WINDOW_S = 4;
const VARIO_HALF_WINDOW_S = 10;
/** Nobody climbs or sinks so fast on foot. */
const FLYING_VARIO_MPS = 0.8;
/** Nats per second at full evidence; a fix stands for at most this long. */
const EVIDENCE_PER_S = 0.5;
const MAX_STEP_S = 20;
/** About 15 s of clear flying to take off, and of clear standing to land. */
const CHANGE_COST = 8;
/** Standing still between two stretches of flying: with less than 80 s of it, it was one flight (slow into wind). */
const LANDED_EVIDENCE = 40;
/** At the end of the track nothing contradicts a landing, so less will do. */
const FINAL_LEAVE_COST = 4;
/** Travel on the ground: mean |vertical speed| stays under this; a flight sinks or climbs. */
const GROUND_VARIO_MPS = 0.3;

/** For each fix how much it speaks for flying (positive) or for the ground, weighted with its time. */
function flyingEvidence(track: Track, rules: FlightRules): Float64Array {
  const speed = groundSpeed(track, SPEED_HALF_WINDOW_S);
  const vario = verticalSpeed(track, VARIO_HALF_WINDOW_S);
  const threshold = rules.minTakeoffSpeedKmh / 3.6;
  const evidence = new Float64Array(track.n);
  for (let i = 0; i < track.n; i++) {
    const stepS = i === 0 ? 1 : (track.timeS[i] as number) - (track.timeS[i - 1] as number);
    const bySpeed = Math.max(-1, Math.min(1, ((speed[i] as number) - threshold) / threshold));
    const climbs = track.altitudeSource !== 'none' && Math.abs(vario[i] as number) > FLYING_VARIO_MPS;
    // Soaring against the wind stands still over the ground but not in height.
    evidence[i] = (climbs ? Math.max(bySpeed, 0.3) : bySpeed) * EVIDENCE_PER_S * Math.min(stepS, MAX_STEP_S);
  }
  return evidence;
}

/** All flights of a track, in order of time; empty when it never took off. */
export function findFlights(
  track: Track,
  rules: FlightRules,
): { flights: FlightSpan[]; groundTravel: FlightSpan[] } {
  const evidence = flyingEvidence(track, rules);
  const spans: FlightSpan[] = [];
  for (const [from, to] of splitAtGaps(track.timeS)) {
    const part = evidence.subarray(from, to + 1);
    const flying = decodeTwoState(part, {
      enter: CHANGE_COST,
      leave: CHANGE_COST,
      startInside: CHANGE_COST / 2,
    });
    for (const [a, b] of joined(part, [...stretches(flying)])) spans.push(trimmed(part, { a, b, from, to }));
  }
  const lasting = spans.filter(
    ({ from, to }) => (track.timeS[to] as number) - (track.timeS[from] as number) >= rules.minFlightS,
  );
  const flights: FlightSpan[] = [];
  const groundTravel: FlightSpan[] = [];
  for (const span of lasting) (isGroundTravel(track, span) ? groundTravel : flights).push(span);
  return flights.length > 0 ? { flights, groundTravel } : { flights: lasting, groundTravel: [] };
}

/** Joins neighbours when too little speaks for a landing between them. */
function joined(part: Float64Array, flown: readonly [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [a, b] of flown) {
    const before = result.at(-1);
    let ground = 0;
    if (before) for (let i = before[1] + 1; i < a; i++) ground -= part[i] as number;
    if (before && ground < LANDED_EVIDENCE) before[1] = b;
    else result.push([a, b]);
  }
  return result;
}

function* splitAtGaps(timeS: Float64Array): Generator<[number, number]> {
  let from = 0;
  for (let i = 1; i <= timeS.length; i++) {
    if (i < timeS.length && (timeS[i] as number) - (timeS[i - 1] as number) <= SPLIT_GAP_S) continue;
    if (i - from >= 2) yield [from, i - 1];
    from = i;
  }
}

function* stretches(states: Uint8Array): Generator<[number, number]> {
  let start = -1;
  for (let i = 0; i <= states.length; i++) {
    if (i < states.length && states[i] === 1) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      yield [start, i - 1];
      start = -1;
    }
  }
}

/** Cuts standing time off the end of a stretch that reaches the end of its part, and makes indices absolute. */
function trimmed(part: Float64Array, at: { a: number; b: number; from: number; to: number }): FlightSpan {
  let end = at.b;
  let landingSeen = at.from + at.b < at.to;
  if (!landingSeen) {
    let sum = 0;
    let lowest = -FINAL_LEAVE_COST;
    for (let i = at.b; i > at.a; i--) {
      sum += part[i] as number;
      if (sum < lowest) {
        lowest = sum;
        end = i - 1;
        landingSeen = true;
      }
    }
  }
  // The fix before the first moving one is where it stood.
  const from = at.from + Math.max(0, at.a - 1);
  return { from, to: at.from + end, takeoffSeen: at.a > 1, landingSeen };
}

function isGroundTravel(track: Track, { from, to }: FlightSpan): boolean {
  if (track.altitudeSource === 'none') return false;
  let [climb, lastI] = [0, from];
  for (let i = from + 1; i <= to; i++) {
    if ((track.timeS[i] as number) - (track.timeS[lastI] as number) < 20 && i < to) continue;
    climb += Math.abs((track.altitudeM[i] as number) - (track.altitudeM[lastI] as number));
    lastI = i;
  }
  return climb / ((track.timeS[to] as number) - (track.timeS[from] as number)) < GROUND_VARIO_MPS;
}

/** Index of the longest flight. */
export function longestFlight(track: Track, flights: readonly FlightSpan[]): number {
  let best = 0;
  let bestS = -1;
  flights.forEach(({ from, to }, k) => {
    const airtimeS = (track.timeS[to] as number) - (track.timeS[from] as number);
    if (airtimeS > bestS) [best, bestS] = [k, airtimeS];
  });
  return best;
}

/** Straight distance between two fixes of a track, metres. */
export function betweenFixesM(track: Pick<Track, 'lat' | 'lon'>, a: number, b: number): number {
  return distanceM(
    track.lat[a] as number,
    track.lon[a] as number,
    track.lat[b] as number,
    track.lon[b] as number,
  );
}
