/**
 * Times of day to epoch seconds: dates, midnight, clocks that jump, and parts of a file that are out of order.
 * The result is the indices of the fixes to use, with strictly rising times.
 */
import { isClockDefault } from './date-record';
import type { DateRecord, RawFixes } from './igc-file';
import type { WarningLog } from './warning-log';

const DAY_S = 86_400;
const HALF_DAY_S = DAY_S / 2;
/** A step back over this is a clock that was set or another part of the file, not jitter. */
const STEP_S = 600;
/** Midnight inside a flight leaves no longer pause than this. */
const MIDNIGHT_GAP_S = 6 * 3600;
/** A part with at least so many fixes is a recording; fewer before a clock jump are noise from before GNSS time. */
const RECORDING_FIXES = 60;
const NOISE_FIXES = 5;

export interface ClockResult {
  /** Indices into the raw fixes, in order of time. */
  index: Uint32Array;
  /** UTC epoch seconds of each. */
  timeS: Float64Array;
  dateKnown: boolean;
  dropped: number;
}

/** So large a step back is no clock being set, but the next day's recording under the old date. */
const NEXT_DAY_STEP_S = 2 * 3600;

/** A stretch of fixes whose times rise. */
interface Part {
  index: number[];
  timeS: number[];
  /** The date record that the days are counted from. */
  dateRecord: number;
}

/** The date that holds at a fix: only real dates when there is one, the first one also for fixes before it. */
function effectiveDates(
  dates: readonly DateRecord[],
  warnings: WarningLog,
): { dates: DateRecord[]; skipBefore: number } {
  const real = dates.filter((date) => !isClockDefault(date.day));
  const first = real[0];
  if (!first) {
    if (dates.length === 0) warnings.add('NO_DATE');
    return { dates: [], skipBefore: 0 };
  }
  // Fixes under a clock-default date come before the receiver knew the time.
  const hadDefault = dates.some((date) => date.firstFix < first.firstFix);
  const skipBefore = hadDefault ? first.firstFix : 0;
  return { dates: [{ ...first, firstFix: 0 }, ...real.slice(1)], skipBefore };
}

/** Turns times of day into rising epoch seconds; see the rules above each branch. */
export function resolveClock(
  fixes: RawFixes,
  dateRecords: readonly DateRecord[],
  warnings: WarningLog,
): ClockResult {
  const { dates, skipBefore } = effectiveDates(dateRecords, warnings);
  const parts: Part[] = [];
  let part: Part = { index: [], timeS: [], dateRecord: 1 };
  let day = dates[0]?.day ?? 0;
  let nextDate = 1;
  let rolledAtS = -Infinity; // when midnight was last crossed
  let lastS = -Infinity;
  let dropped = skipBefore;
  const startPart = () => {
    if (part.index.length > 0) parts.push(part);
    part = { index: [], timeS: [], dateRecord: nextDate };
  };

  for (let i = skipBefore; i < fixes.n; i++) {
    const date = dates[nextDate];
    if (date && i >= date.firstFix) {
      nextDate++;
      if (date.day !== day) {
        day = date.day;
        startPart();
        lastS = -Infinity;
      }
    }
    const timeOfDayS = fixes.timeOfDayS[i] as number;
    let timeS = day * DAY_S + timeOfDayS;
    if (timeS < lastS - HALF_DAY_S) {
      const gapS = timeS + DAY_S - lastS;
      if (gapS <= MIDNIGHT_GAP_S) {
        day++;
        rolledAtS = day * DAY_S;
      } else {
        // Hours later on the next day, or the clock was wrong so far: the size of what came before tells.
        if (part.index.length >= RECORDING_FIXES) day++;
        startPart();
        lastS = -Infinity;
      }
      timeS = day * DAY_S + timeOfDayS;
    } else if (timeS > lastS + HALF_DAY_S && lastS - rolledAtS < STEP_S) {
      timeS -= DAY_S; // a step back across midnight
    }
    if (timeS <= lastS) {
      if (lastS - timeS <= STEP_S) {
        dropped++;
        continue;
      }
      warnings.add('TIME_STEP', fixes.line[i]);
      startPart();
    }
    part.index.push(i);
    part.timeS.push(timeS);
    lastS = timeS;
  }
  startPart();
  moveToNextDay(parts, fixes);
  const merged = mergeParts(parts, fixes, warnings);
  dropped += merged.dropped;
  return {
    index: new Uint32Array(merged.part.index),
    timeS: new Float64Array(merged.part.timeS),
    dateKnown: dates.length > 0,
    dropped,
  };
}

/** A recording that would overlap the one before it in the file, and is no copy of it, is of the day after. */
function moveToNextDay(parts: Part[], fixes: RawFixes): void {
  let days = 0; // that the parts under this date record are moved by
  for (let k = 1; k < parts.length; k++) {
    const before = parts[k - 1] as Part;
    const part = parts[k] as Part;
    if (part.dateRecord !== before.dateRecord) days = 0;
    else {
      move(part, days);
      if (!isNextDay(before, part, fixes)) continue;
      move(part, 1);
      days++;
    }
  }
}

function move(part: Part, days: number): void {
  if (days > 0) part.timeS = part.timeS.map((timeS) => timeS + days * DAY_S);
}

function isNextDay(before: Part, part: Part, fixes: RawFixes): boolean {
  if (before.index.length < RECORDING_FIXES || part.index.length < RECORDING_FIXES) return false;
  const stepBackS = (before.timeS.at(-1) as number) - (part.timeS[0] as number);
  const overlaps = (part.timeS.at(-1) as number) >= (before.timeS[0] as number);
  return stepBackS >= NEXT_DAY_STEP_S && overlaps && !isCopy(before, part, fixes);
}

/** Whether a part's first fix is already in the part before it. */
function isCopy(before: Part, part: Part, fixes: RawFixes): boolean {
  const at = lowerBound(before.timeS, part.timeS[0] as number);
  const [a, b] = [before.index[at] ?? -1, part.index[0] as number];
  return before.timeS[at] === part.timeS[0] && fixes.lat[a] === fixes.lat[b] && fixes.lon[a] === fixes.lon[b];
}

/** Puts parts in order of time; where two overlap, the one with more fixes in the overlap stays. */
function mergeParts(parts: Part[], fixes: RawFixes, warnings: WarningLog): { part: Part; dropped: number } {
  const only = parts[0];
  if (!only) return { part: { index: [], timeS: [], dateRecord: 0 }, dropped: 0 };
  if (parts.length === 1) return { part: only, dropped: 0 };
  const total = parts.reduce((sum, part) => sum + part.index.length, 0);
  const kept = parts
    .filter((part) => part.index.length >= NOISE_FIXES || total < 10 * NOISE_FIXES)
    .sort((a, b) => (a.timeS[0] as number) - (b.timeS[0] as number));
  const result: Part = { index: [], timeS: [], dateRecord: 0 };
  for (const part of kept) {
    const startS = part.timeS[0] as number;
    const lastS = result.timeS.at(-1) ?? -Infinity;
    let skip = 0;
    if (startS <= lastS) {
      const tail = result.timeS.length - lowerBound(result.timeS, startS);
      const head = upperBound(part.timeS, lastS);
      if (tail < head) {
        result.index.length -= tail;
        result.timeS.length -= tail;
      } else skip = head;
    }
    for (let i = skip; i < part.index.length; i++) {
      result.index.push(part.index[i] as number);
      result.timeS.push(part.timeS[i] as number);
    }
  }
  const dropped = total - result.index.length;
  if (dropped > 0) warnings.add('TIME_BACKWARD', fixes.line[only.index[0] as number], dropped);
  return { part: result, dropped };
}

/** Place of the first value that is at least `wanted`. */
function lowerBound(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place of the first value that is more than `wanted`. */
function upperBound(values: readonly number[], wanted: number): number {
  const place = lowerBound(values, wanted);
  return values[place] === wanted ? place + 1 : place;
}
