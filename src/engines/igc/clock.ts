/**
 * Times of day to epoch seconds: dates, midnight, clocks that jump, and parts of a file that are out of order.
 * The result is the indices of the fixes to use, with strictly rising times.
 */
import { isClockDefault } from './date-record';
import type { DateRecord, RawFixes } from './igc-file';
import { joinParts } from './join-parts';
import type { Part, Timeline } from './join-parts';
import type { WarningLog } from './warning-log';

const DAY_S = 86_400;
const HALF_DAY_S = DAY_S / 2;
/** A step back over this is a clock that was set or another part of the file, not jitter. */
const STEP_S = 600;
/** Midnight inside a flight leaves no longer pause than this. */
const MIDNIGHT_GAP_S = 6 * 3600;
/** A part with at least so many fixes is a recording; fewer before a clock jump are noise from before GNSS time. */
const RECORDING_FIXES = 60;

export interface ClockResult extends Timeline {
  dateKnown: boolean;
  dropped: number;
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
  return {
    dates: [{ ...first, firstFix: 0 }, ...real.slice(1)],
    skipBefore: hadDefault ? first.firstFix : 0,
  };
}

/** Turns times of day into rising epoch seconds; see the rules above each branch. */
export function resolveClock(
  fixes: RawFixes,
  dateRecords: readonly DateRecord[],
  warnings: WarningLog,
): ClockResult {
  const { dates, skipBefore } = effectiveDates(dateRecords, warnings);
  const timeline = { index: new Uint32Array(fixes.n), timeS: new Float64Array(fixes.n) };
  const parts: Part[] = [];
  let count = 0;
  let partFrom = 0;
  let dateRecord = 0;
  let day = dates[0]?.day ?? 0;
  let rolledAtS = -Infinity; // when midnight was last crossed
  let lastS = -Infinity;
  let dropped = skipBefore;
  const endPart = () => {
    if (count > partFrom) parts.push({ from: partFrom, to: count, dateRecord });
    partFrom = count;
    lastS = -Infinity;
  };

  for (let i = skipBefore; i < fixes.n; i++) {
    for (let next = dates[dateRecord + 1]; next && i >= next.firstFix; next = dates[dateRecord + 1]) {
      if (next.day !== day) endPart();
      day = next.day;
      dateRecord++;
    }
    const timeOfDayS = fixes.timeOfDayS[i] as number;
    let timeS = day * DAY_S + timeOfDayS;
    if (timeS < lastS - HALF_DAY_S) {
      if (timeS + DAY_S - lastS <= MIDNIGHT_GAP_S) {
        day++;
        rolledAtS = day * DAY_S;
      } else {
        // Hours later on the next day, or the clock was wrong so far: the size of what came before tells.
        if (count - partFrom >= RECORDING_FIXES) day++;
        endPart();
      }
      timeS = day * DAY_S + timeOfDayS;
    } else if (timeS > lastS + HALF_DAY_S && lastS - rolledAtS < STEP_S) {
      timeS -= DAY_S; // a step back across midnight
    }
    if (timeS <= lastS) {
      if (lastS - timeS <= STEP_S) {
        dropped++;
        warnings.add('TIME_BACKWARD', fixes.line[i]);
        continue;
      }
      warnings.add('TIME_STEP', fixes.line[i]);
      endPart();
    }
    timeline.index[count] = i;
    timeline.timeS[count] = timeS;
    count++;
    lastS = timeS;
  }
  endPart();
  const joined = joinParts(timeline, parts, fixes);
  const overlapping = count - joined.index.length;
  if (overlapping > 0) warnings.add('OVERLAP', null, overlapping);
  return { ...joined, dateKnown: dates.length > 0, dropped: dropped + overlapping };
}
