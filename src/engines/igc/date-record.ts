/** Reads HFDTE in every form that recorders and programs write, and names the dates of clocks that were never set. */

const SECONDS_OF_DAY = 86_400;

/** Days since 1970-01-01, or null when there is no such day. */
function dayOf(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day ? at.getTime() / 1000 / SECONDS_OF_DAY : null;
}

/** Two digits: the first IGC recorders are of the nineties, 1970 and 1980 are clocks that were not set. */
function fullYear(year: number): number {
  return year >= 70 ? 1900 + year : 2000 + year;
}

/**
 * `text` is a whole H record. Accepts any source letter (`HFDTE`, `HPDTE`, ...), `DATE:` with or without colon and
 * blanks, a flight number after a comma, separators, and four-digit years either way round.
 * @returns days since 1970-01-01; null when it is a date record that cannot be read; undefined when it is none.
 */
export function readDateRecord(text: string): number | null | undefined {
  const match = /^H[A-Z]DTE(?:DATE)?[\s:]*([^,]*)/i.exec(text);
  if (!match) return undefined;
  const value = (match[1] ?? '').trim();
  const isoLike = /^(\d{4})[-./\s]?(\d{2})[-./\s]?(\d{2})$/.exec(value);
  if (isoLike && Number(isoLike[1]) >= 1970 && Number(isoLike[1]) < 2100) {
    const day = dayOf(Number(isoLike[1]), Number(isoLike[2]), Number(isoLike[3]));
    if (day !== null) return day;
  }
  const parts =
    /^(\d{1,2})[-./\s](\d{1,2})[-./\s](\d{4}|\d{2})\b/.exec(value) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})(?!\d)/.exec(value);
  if (!parts) return null;
  const [first, second, last] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return dayOf(last < 100 ? fullYear(last) : last, second, first);
}

const clockDefaults: ReadonlySet<number | null> = new Set([
  dayOf(1970, 1, 1),
  dayOf(1980, 1, 1),
  dayOf(1980, 1, 6), // GPS epoch
  dayOf(2000, 1, 1),
]);

/** Whether a date is only what a receiver's clock starts with. */
export function isClockDefault(day: number): boolean {
  return clockDefaults.has(day);
}
