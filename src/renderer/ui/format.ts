/** How figures are written: one place for units, digits and separators. */

const none = '–';
/** Thin, no-break: number and unit stay together. */
const gap = '\u202f';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? none : whole.format(value);
}

const formats = new Map<number, Intl.NumberFormat>();

/** Making one costs far more than using it, and tables and axes use thousands. */
function formatOf(digits: number): Intl.NumberFormat {
  let format = formats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  return format;
}

export function formatNumber(value: number | null | undefined, digits: number, unit = ''): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const text = formatOf(digits).format(value);
  return unit ? `${text}${gap}${unit}` : text;
}

/** With an explicit sign, as varios show it: `+2.4 m/s`. */
export function formatSigned(value: number | null | undefined, digits: number, unit = ''): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const text = formatNumber(Math.abs(value), digits, unit);
  const rounded = Number(Math.abs(value).toFixed(digits));
  if (rounded === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return none;
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < byteUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return formatNumber(value, digits, byteUnits[unit]);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** `0.4 ms`, `850 ms`, `12.3 s`, `4:05 min`, `1:02 h`, `3 d 4 h`. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return none;
  if (ms < 10) return `${Number(ms.toFixed(1))}${gap}ms`;
  if (ms < 999.5) return `${Math.round(ms)}${gap}ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}${gap}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}${gap}min`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}${gap}h`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)}${gap}d ${hours % 24}${gap}h`;
}

/** Length of flights and thermals: `3:25 h`, `4:05 min`, `45 s`. */
export function formatSpan(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return none;
  return seconds < 60 ? `${Math.round(seconds)}${gap}s` : formatDuration(seconds * 1000);
}

/** Rough on purpose: an ETA that flickers by the second is not read. */
export function formatEta(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return none;
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 5) return 'a few seconds';
  if (seconds < 60) return `${Math.ceil(seconds / 5) * 5}${gap}s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${minutes}${gap}min`;
  return `${Math.floor(minutes / 60)}${gap}h ${minutes % 60}${gap}min`;
}

/** How long until a moment; from a day on in days. */
export function formatUntil(ms: number): string {
  return ms < 86_400_000 ? formatEta(Math.max(0, ms)) : formatDuration(ms);
}

export function formatRate(perSecond: number | null | undefined): string {
  if (perSecond === null || perSecond === undefined) return none;
  return formatNumber(perSecond, perSecond < 10 ? 1 : 0, '/s');
}

export function formatByteRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

export function formatPercent(share: number | null | undefined, digits = 0): string {
  if (share === null || share === undefined) return none;
  return formatNumber(share * 100, digits, '%');
}

/** `1 file`, `2 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

export function shortHash(hash: string): string {
  return hash.slice(0, 10);
}
