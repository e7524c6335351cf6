/** Two barograms on one axis of time. */
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import type { Span } from '../track-search';
import type { TimeBase } from './search';

export interface Flown {
  track: Pick<XcmetricsTrack, 'startEpochS' | 'timeS' | 'altM'>;
  span: Span;
  /** How far the clock of whoever looks is ahead of UTC at take-off. */
  clockAheadS: number;
}

const dayS = 86_400;

/**
 * What is added to a track's times so that they fall on the common axis: seconds since take-off, or seconds of the day
 * of its own take-off by the local clock, so that flights of different days lie over each other.
 */
export function timeShiftS({ track, span, clockAheadS }: Flown, by: TimeBase): number {
  const takeoffS = track.timeS[span.from] ?? 0;
  if (by === 'takeoff') return -takeoffS;
  const localS = track.startEpochS + clockAheadS;
  return localS - Math.floor((localS + takeoffS) / dayS) * dayS;
}

export interface AxisRange {
  fromS: number;
  toS: number;
  lowM: number;
  highM: number;
}

/** What both flights fit into. */
export function commonRange(flights: readonly Flown[], by: TimeBase): AxisRange {
  const range = { fromS: Infinity, toS: -Infinity, lowM: Infinity, highM: -Infinity };
  for (const flown of flights) {
    const shift = timeShiftS(flown, by);
    const { track, span } = flown;
    range.fromS = Math.min(range.fromS, (track.timeS[span.from] ?? 0) + shift);
    range.toS = Math.max(range.toS, (track.timeS[span.to] ?? 0) + shift);
    for (let index = span.from; index <= span.to; index += 1) {
      const altitude = track.altM[index] ?? 0;
      if (altitude < range.lowM) range.lowM = altitude;
      if (altitude > range.highM) range.highM = altitude;
    }
  }
  return range;
}

/** `1:05 h` on the axis since take-off; the clock otherwise. */
export function axisTime(seconds: number, by: TimeBase): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor((whole % 3600) / 60)).padStart(2, '0');
  return by === 'takeoff' ? `${hours}:${minutes}` : `${String(hours % 24).padStart(2, '0')}:${minutes}`;
}
