/** The league table as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. */
import type { LeagueRow } from './ranking';

const columns: readonly (readonly [header: string, value: (row: LeagueRow) => string | number | null])[] = [
  ['rank', (row) => row.rank],
  ['file', (row) => row.fileName],
  ['date', (row) => row.date],
  ['glider', (row) => row.glider],
  ['type', (row) => row.type],
  ['distance_km', (row) => row.distanceKm],
  ['score', (row) => row.score],
  ['optimal', (row) => (row.optimal ? 'yes' : 'no')],
  ['airtime_s', (row) => row.airtimeS],
  ['max_altitude_m', (row) => row.maxAltitudeM],
  ['place', (row) => row.place],
  ['country', (row) => row.country],
];

/** Text that a spreadsheet would take for a formula gets an apostrophe: file names are somebody else's text. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function leagueCsv(rows: readonly LeagueRow[]): string {
  const lines = [
    columns.map(([header]) => header),
    ...rows.map((row) => columns.map(([, value]) => cell(value(row)))),
  ];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Without what file systems do not like. */
export function csvName(batch: string, ruleSet: string): string {
  const plain = `${batch} ${ruleSet}`.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `league-${plain.slice(0, 80)}.csv`;
}
