/** Columns of the league table. */
import type { SortColumn } from '../../../ui/SortTable';
import { formatNumber, formatSpan } from '../../../ui/format';
import type { LeagueRow } from './ranking';

export const leagueColumns: readonly SortColumn<LeagueRow>[] = [
  { key: 'rank', header: 'Rank', value: (row) => row.rank, cell: (row) => row.rank },
  { key: 'file', header: 'Flight', value: (row) => row.fileName, cell: (row) => row.fileName },
  { key: 'date', header: 'Date (UTC)', value: (row) => row.date, cell: (row) => row.date ?? '–' },
  { key: 'glider', header: 'Glider', value: (row) => row.glider, cell: (row) => row.glider ?? '–' },
  { key: 'type', header: 'Type', value: (row) => row.type, cell: (row) => row.type ?? '–' },
  {
    key: 'distance',
    header: 'Distance',
    value: (row) => row.distanceKm,
    cell: (row) => formatNumber(row.distanceKm, 2, 'km'),
    right: true,
  },
  {
    key: 'score',
    header: 'Score',
    value: (row) => row.score,
    cell: (row) => (
      <b title={row.optimal ? 'Proven best' : 'A better one may exist'}>
        {row.optimal ? '' : '≥ '}
        {formatNumber(row.score, 2)}
      </b>
    ),
    right: true,
  },
  {
    key: 'airtime',
    header: 'Airtime',
    value: (row) => row.airtimeS,
    cell: (row) => formatSpan(row.airtimeS),
    right: true,
  },
  {
    key: 'altitude',
    header: 'Highest',
    value: (row) => row.maxAltitudeM,
    cell: (row) => formatNumber(row.maxAltitudeM, 0, 'm'),
    right: true,
  },
  {
    key: 'place',
    header: 'From',
    value: (row) => row.place,
    cell: (row) => [row.place, row.country].filter(Boolean).join(', ') || '–',
  },
];
