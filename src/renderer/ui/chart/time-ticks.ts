/** Round moments for the axis of time, in the operator's zone. */
import { formatMoment } from '../time-format';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const stepsMs = [
  secondMs,
  5 * secondMs,
  10 * secondMs,
  30 * secondMs,
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  10 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  5 * dayMs,
  10 * dayMs,
] as const;

/** The shortest round step that needs no more than `most` ticks. */
export function tickStepMs(spanMs: number, most: number): number {
  return stepsMs.find((stepMs) => spanMs / stepMs <= most) ?? 30 * dayMs;
}

/** Multiples of a round step, counted from local midnight. @param offsetMs of the zone, local time minus UTC */
export function timeTicks(from: number, to: number, most: number, offsetMs: number): number[] {
  if (!(to > from)) return [];
  const stepMs = tickStepMs(to - from, most);
  const ticks: number[] = [];
  for (let at = Math.ceil((from + offsetMs) / stepMs) * stepMs - offsetMs; at <= to; at += stepMs)
    ticks.push(at);
  return ticks;
}

export function zoneOffsetMs(at: number): number {
  return -new Date(at).getTimezoneOffset() * minuteMs;
}

/** As much as tells ticks apart: seconds under a minute, the day over one. */
export function tickLabel(at: number, stepMs: number, spanMs: number): string {
  if (stepMs >= dayMs) return formatMoment(at, 'day');
  if (spanMs > dayMs) return `${formatMoment(at, 'day')} ${formatMoment(at, 'minute')}`;
  return formatMoment(at, stepMs < minuteMs ? 'time' : 'minute');
}
