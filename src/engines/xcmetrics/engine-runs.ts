/**
 * When the engine ran, by the sensors that recorders have for it. Readings over 700 are expected at climb power (FAI
 * Sporting Code, section 3, annex C, 11.2). The IGC's approvals of recorders speak of under 200 in quiet gliding, 350
 * with airbrakes, in a slip or on tow, and 650 for moments while wheels roll.
 */
import type { EngineRun, EngineSensor, FlightMetrics } from '#contract/xcmetrics';
import { MISSING_EXTENSION } from '../igc/extension-columns';
import type { Track } from '../igc/track';
import type { Stretch } from './stretch';
import { metres, seconds } from './rounding';
import { durationS, trackPoint } from './track-point';

/** A run begins at the first reading and ends when readings stay under the second for a while. */
const RUNNING = 500;
const QUIET = 300;
const QUIET_S = 10;
const SHORTEST_RUN_S = 30;
/** Nothing is known about a longer pause. */
const LONGEST_PAUSE_S = 60;
/** Readings of `RUNNING` or more hold at least this share of a run: else it is noise with peaks. */
const RUNNING_SHARE = 0.5;
/** A sensor that is quiet for less than this share of a flight tells nothing: stuck, or beside a loud instrument. */
const QUIET_SHARE = 0.02;
/** Fewer readings are no record of the flight. */
const READINGS_SHARE = 0.5;

const sensors: readonly EngineSensor[] = ['MOP', 'ENL'];

export function engineOf(track: Track, flight: Stretch): FlightMetrics['engine'] {
  const usable: EngineSensor[] = [];
  const runs: Run[] = [];
  for (const sensor of sensors) {
    const readings = track.extension(sensor);
    if (!readings || !isUsable(readings, flight)) continue;
    usable.push(sensor);
    for (const run of findRuns(track, flight, { sensor, readings })) {
      // What the sensor on the engine has seen needs no ear.
      if (!runs.some((known) => run.from <= known.to && known.from <= run.to)) runs.push(run);
    }
  }
  runs.sort((a, b) => a.from - b.from);
  return { sensors: usable, runs: runs.map((run) => describe(track, run)) };
}

function isUsable(readings: Int32Array, { from, to }: Stretch): boolean {
  let [present, quiet] = [0, 0];
  for (let i = from; i <= to; i++) {
    const reading = readings[i] as number;
    if (reading === MISSING_EXTENSION) continue;
    present++;
    if (reading < QUIET) quiet++;
  }
  return present >= READINGS_SHARE * (to - from + 1) && quiet >= QUIET_SHARE * present;
}

interface Run extends Stretch {
  sensor: EngineSensor;
  readings: Int32Array;
}

function findRuns(
  track: Track,
  flight: Stretch,
  { sensor, readings }: { sensor: EngineSensor; readings: Int32Array },
): Run[] {
  const runs: Run[] = [];
  let from = -1;
  let to = -1; // the last fix that was not quiet
  const close = () => {
    const run = { from, to, sensor, readings };
    if (from >= 0 && durationS(track, from, to) >= SHORTEST_RUN_S && ranMostly(track, run)) runs.push(run);
    from = -1;
  };
  for (let i = flight.from; i <= flight.to; i++) {
    const reading = readings[i] as number; // a missing one counts as quiet
    const sinceS = from < 0 ? 0 : durationS(track, to, i);
    if (sinceS > LONGEST_PAUSE_S || (sinceS > QUIET_S && reading < QUIET)) close();
    if (from < 0 && reading >= RUNNING) from = i;
    if (from >= 0 && reading >= QUIET) to = i;
  }
  close();
  return runs;
}

function ranMostly(track: Track, { from, to, readings }: Run): boolean {
  let runningS = 0;
  for (let i = from; i < to; i++)
    if ((readings[i] as number) >= RUNNING) runningS += durationS(track, i, i + 1);
  return runningS >= RUNNING_SHARE * durationS(track, from, to);
}

function describe(track: Track, { from, to, sensor, readings }: Run): EngineRun {
  let [peak, sum, count] = [0, 0, 0];
  for (let i = from; i <= to; i++) {
    const reading = readings[i] as number;
    if (reading === MISSING_EXTENSION) continue;
    peak = Math.max(peak, reading);
    sum += reading;
    count++;
  }
  const gainM = (track.altitudeM[to] as number) - (track.altitudeM[from] as number);
  return {
    start: trackPoint(track, from),
    end: trackPoint(track, to),
    durationS: seconds(durationS(track, from, to)),
    sensor,
    peak,
    mean: Math.round(sum / count),
    gainM: track.altitudeSource === 'none' ? null : metres(gainM),
  };
}
