/** The clock of a time zone at a moment, by the time zone data of the JavaScript engine. */
import type { LocalTimeZone } from '#contract/geolookup';

/** There are some 450 zones, and a formatter costs 0.4 ms to make and 60 kB to keep. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** Minutes ahead of UTC; not whole for times before zones were introduced. @throws RangeError for an unknown zone */
export function offsetMin(zone: string, epochMs: number): number {
  const wholeMs = Math.floor(epochMs / 1000) * 1000;
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
    clockOf(zone).format(wholeMs).match(/\d+/g) ?? []
  ).map(Number);
  return (Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs) / 60_000;
}

const two = (n: number) => String(n).padStart(2, '0');

/** Before, clocks went by the sun; and the four digits of a year must do. */
const FIRST_MS = Date.UTC(1900, 0);
const LAST_MS = Date.UTC(9999, 0);

/** Without a time, or with one of no use, only the zone. */
export function localTimeZone(id: string, epochMs: number | null): LocalTimeZone {
  if (epochMs === null || !(epochMs >= FIRST_MS && epochMs < LAST_MS))
    return { id, offsetMin: null, localTime: null };
  const offset = offsetMin(id, epochMs);
  const local = new Date(Math.floor(epochMs / 1000) * 1000 + offset * 60_000);
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.round(Math.abs(offset));
  return {
    id,
    offsetMin: offset,
    localTime: `${local.toISOString().slice(0, 19)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
  };
}

/** Nautical time: zones of 15 degrees about the meridians; their names carry the reverse sign (POSIX). */
export function zoneAtSea(lon: number): string {
  const hours = Math.round(lon / 15);
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
