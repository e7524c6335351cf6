/** Puts the parts of a file in order of time: recordings of several days, copies, and clocks that were set. */
import type { RawFixes } from './igc-file';

/** Fixes with their epoch seconds: indices into the raw fixes. */
export interface Timeline {
  index: Uint32Array;
  timeS: Float64Array;
}

/** A stretch of the timeline whose times rise; `to` is exclusive. */
export interface Part {
  from: number;
  to: number;
  /** The date record that its day is counted from. */
  dateRecord: number;
}

const DAY_S = 86_400;
/** So large a step back is no clock being set, but the next day's recording under the old date. */
const NEXT_DAY_STEP_S = 2 * 3600;
/** Fewer fixes are no recording. */
const RECORDING_FIXES = 60;
/** So few between two steps of the clock are noise, where there is something better. */
const NOISE_FIXES = 5;

export function joinParts(timeline: Timeline, parts: readonly Part[], fixes: RawFixes): Timeline {
  const only = parts[0];
  if (!only) return { index: new Uint32Array(0), timeS: new Float64Array(0) };
  if (parts.length === 1) return slice(timeline, only);
  moveToNextDay(timeline, parts, fixes);
  return merge(timeline, parts);
}

function slice({ index, timeS }: Timeline, { from, to }: { from: number; to: number }): Timeline {
  return { index: index.subarray(from, to), timeS: timeS.subarray(from, to) };
}

/** A recording that would overlap the one before it in the file, and is no copy of it, is of the day after. */
function moveToNextDay(timeline: Timeline, parts: readonly Part[], fixes: RawFixes): void {
  let days = 0; // that the parts under this date record are moved by
  parts.forEach((part, k) => {
    const before = parts[k - 1];
    if (!before || part.dateRecord !== before.dateRecord) {
      days = 0;
      return;
    }
    move(timeline, part, days);
    if (!isNextDay(timeline, { before, part }, fixes)) return;
    move(timeline, part, 1);
    days++;
  });
}

function move({ timeS }: Timeline, { from, to }: Part, days: number): void {
  if (days === 0) return;
  for (let k = from; k < to; k++) timeS[k] = (timeS[k] as number) + days * DAY_S;
}

function isNextDay(
  timeline: Timeline,
  { before, part }: { before: Part; part: Part },
  fixes: RawFixes,
): boolean {
  if (before.to - before.from < RECORDING_FIXES || part.to - part.from < RECORDING_FIXES) return false;
  const { timeS, index } = timeline;
  const startS = timeS[part.from] as number;
  const stepBackS = (timeS[before.to - 1] as number) - startS;
  const overlaps = (timeS[part.to - 1] as number) >= (timeS[before.from] as number);
  if (stepBackS < NEXT_DAY_STEP_S || !overlaps) return false;
  // A copy holds the same fix at the same time.
  const twin = lowerBound(timeS, startS, before);
  const [a, b] = [index[twin] as number, index[part.from] as number];
  const isCopy = timeS[twin] === startS && fixes.lat[a] === fixes.lat[b] && fixes.lon[a] === fixes.lon[b];
  return !isCopy;
}

/** In order of time; where two parts overlap, the one with more fixes in the overlap stays. */
function merge(timeline: Timeline, parts: readonly Part[]): Timeline {
  const total = parts.reduce((sum, part) => sum + part.to - part.from, 0);
  const ordered = parts
    .filter((part) => part.to - part.from >= NOISE_FIXES || total < 10 * NOISE_FIXES)
    .sort((a, b) => (timeline.timeS[a.from] as number) - (timeline.timeS[b.from] as number));
  const result: Timeline = { index: new Uint32Array(total), timeS: new Float64Array(total) };
  let count = 0;
  for (const part of ordered) {
    let { from } = part;
    const startS = timeline.timeS[from] as number;
    const lastS = count > 0 ? (result.timeS[count - 1] as number) : -Infinity;
    if (startS <= lastS) {
      const tailFrom = lowerBound(result.timeS, startS, { from: 0, to: count });
      const headTo = upperBound(timeline.timeS, lastS, part);
      if (count - tailFrom < headTo - from) count = tailFrom;
      else from = headTo;
    }
    const { index, timeS } = slice(timeline, { from, to: part.to });
    result.index.set(index, count);
    result.timeS.set(timeS, count);
    count += index.length;
  }
  return slice(result, { from: 0, to: count });
}

/** Place of the first value in the range that is at least `wanted`. */
function lowerBound(values: Float64Array, wanted: number, range: { from: number; to: number }): number {
  let low = range.from;
  let high = range.to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place of the first value in the range that is more than `wanted`; values rise. */
function upperBound(values: Float64Array, wanted: number, range: { from: number; to: number }): number {
  const place = lowerBound(values, wanted, range);
  return place < range.to && values[place] === wanted ? place + 1 : place;
}
