/** Writes moments in the operator's zone, and in UTC where it is asked for. */

type Part = 'time' | 'minute' | 'datetime' | 'date' | 'day';

const options: Record<Part, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  datetime: {
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  date: { year: 'numeric', month: 'short', day: '2-digit' },
  day: { month: 'short', day: 'numeric' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using one, and tables use thousands. */
function formatOf(part: Part, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${part}|${timeZone ?? ''}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { ...options[part], ...(timeZone ? { timeZone } : {}) });
    formats.set(key, format);
  }
  return format;
}

export function formatMoment(atMs: number, part: Part, timeZone?: string): string {
  return formatOf(part, timeZone).format(atMs);
}

export function formatUtc(atMs: number): string {
  return `${formatMoment(atMs, 'datetime', 'UTC')} UTC`;
}

function isSameDay(a: number, b: number): boolean {
  return formatMoment(a, 'date') === formatMoment(b, 'date');
}

/** Time alone for today, with the date for other days. */
export function formatForList(atMs: number, nowMs: number): string {
  return formatMoment(atMs, isSameDay(atMs, nowMs) ? 'time' : 'datetime');
}

export type { Part as TimePart };
