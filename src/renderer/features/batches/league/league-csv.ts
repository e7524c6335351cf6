/** The league table as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. */
import { leagueFields } from './league-fields';
import type { LeagueRow } from './ranking';

/** Text that a spreadsheet would take for a formula gets an apostrophe: file names are somebody else's text. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function leagueCsv(rows: readonly LeagueRow[]): string {
  const lines = [
    leagueFields.map(({ name }) => name),
    ...rows.map((row) => leagueFields.map(({ value }) => cell(value(row)))),
  ];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}
