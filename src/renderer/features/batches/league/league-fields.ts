/** What an export of the league table holds, in its order. */
import type { LeagueRow } from './ranking';

export interface LeagueField {
  /** Machine-readable, with its unit: what a CSV has on top. */
  name: string;
  title: string;
  /** In characters. */
  width: number;
  /** Of a spreadsheet's number. */
  format?: string;
  value(row: LeagueRow): string | number | null;
}

export const leagueFields: readonly LeagueField[] = [
  { name: 'rank', title: 'Rank', width: 6, value: (row) => row.rank },
  { name: 'file', title: 'File', width: 34, value: (row) => row.fileName },
  { name: 'date', title: 'Date', width: 11, value: (row) => row.date },
  { name: 'glider', title: 'Glider', width: 22, value: (row) => row.glider },
  { name: 'type', title: 'Type', width: 22, value: (row) => row.type },
  { name: 'distance_km', title: 'Distance (km)', width: 13, format: '0.00', value: (row) => row.distanceKm },
  { name: 'score', title: 'Score', width: 10, format: '0.00', value: (row) => row.score },
  { name: 'optimal', title: 'Proven', width: 8, value: (row) => (row.optimal ? 'yes' : 'no') },
  { name: 'airtime_s', title: 'Airtime (s)', width: 11, format: '0', value: (row) => row.airtimeS },
  {
    name: 'max_altitude_m',
    title: 'Max altitude (m)',
    width: 16,
    format: '0',
    value: (row) => row.maxAltitudeM,
  },
  { name: 'place', title: 'Place', width: 24, value: (row) => row.place },
  { name: 'country', title: 'Country', width: 16, value: (row) => row.country },
];

/** Without what file systems do not like. */
export function leagueFileName(batch: string, ruleSet: string, suffix: string): string {
  const plain = `${batch} ${ruleSet}`.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `league-${plain.slice(0, 80)}${suffix}`;
}
