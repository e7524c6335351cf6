/** Columns of the tables of thermals and glides. */
import type { Circling, Glide } from '#contract/xcmetrics';
import { Time } from '../../ui/Time';
import { formatNumber, formatSigned, formatSpan } from '../../ui/format';
import type { SortColumn } from '../../ui/SortTable';
import { compassPoint } from './parts/place-text';

function driftText({ drift }: Circling): string {
  if (!drift) return '–';
  return `${formatNumber(drift.speedMps * 3.6, 0, 'km/h')} to ${compassPoint(drift.towardsDeg)}`;
}

export const circlingColumns: readonly SortColumn<Circling>[] = [
  {
    key: 'start',
    header: 'Start',
    value: (row) => Date.parse(row.start.time),
    cell: (row) => <Time at={row.start.time} part="time" />,
  },
  {
    key: 'duration',
    header: 'Time',
    value: (row) => row.durationS,
    cell: (row) => formatSpan(row.durationS),
    right: true,
  },
  {
    key: 'gain',
    header: 'Gain',
    value: (row) => row.gainM,
    cell: (row) => formatSigned(row.gainM, 0, 'm'),
    right: true,
  },
  {
    key: 'climb',
    header: 'Climb',
    value: (row) => row.averageClimbMps,
    cell: (row) => formatSigned(row.averageClimbMps, 1, 'm/s'),
    right: true,
  },
  {
    key: 'best',
    header: 'Best',
    value: (row) => row.bestClimbMps,
    cell: (row) => formatSigned(row.bestClimbMps, 1),
    right: true,
  },
  {
    key: 'turns',
    header: 'Turns',
    value: (row) => row.turns,
    cell: (row) => `${formatNumber(row.turns, 0)} ${row.direction}`,
    right: true,
  },
  {
    key: 'entry',
    header: 'Entry',
    value: (row) => row.start.altitudeM,
    cell: (row) => formatNumber(row.start.altitudeM, 0, 'm'),
    right: true,
  },
  {
    key: 'exit',
    header: 'Exit',
    value: (row) => row.end.altitudeM,
    cell: (row) => formatNumber(row.end.altitudeM, 0, 'm'),
    right: true,
  },
  {
    key: 'circle',
    header: 'Circle',
    value: (row) => row.timePerCircleS,
    cell: (row) => `${formatNumber(row.timePerCircleS, 0, 's')}, ${formatNumber(row.radiusM, 0, 'm')}`,
    right: true,
  },
  {
    key: 'drift',
    header: 'Drift',
    value: (row) => row.drift?.speedMps ?? null,
    cell: (row) => driftText(row),
    right: true,
  },
];

export const glideColumns: readonly SortColumn<Glide>[] = [
  {
    key: 'start',
    header: 'Start',
    value: (row) => Date.parse(row.start.time),
    cell: (row) => <Time at={row.start.time} part="time" />,
  },
  {
    key: 'duration',
    header: 'Time',
    value: (row) => row.durationS,
    cell: (row) => formatSpan(row.durationS),
    right: true,
  },
  {
    key: 'distance',
    header: 'Distance',
    value: (row) => row.distanceKm,
    cell: (row) => formatNumber(row.distanceKm, 1, 'km'),
    right: true,
  },
  {
    key: 'speed',
    header: 'Speed',
    value: (row) => row.averageSpeedKmh,
    cell: (row) => formatNumber(row.averageSpeedKmh, 0, 'km/h'),
    right: true,
  },
  {
    key: 'height',
    header: 'Height',
    value: (row) => row.altitudeChangeM,
    cell: (row) => formatSigned(row.altitudeChangeM, 0, 'm'),
    right: true,
  },
  {
    key: 'ratio',
    header: 'Ratio',
    value: (row) => row.glideRatio,
    cell: (row) => formatNumber(row.glideRatio, 1),
    right: true,
  },
  {
    key: 'wind',
    header: 'Wind',
    value: (row) => row.windComponentMps,
    cell: (row) => formatSigned(row.windComponentMps === null ? null : row.windComponentMps * 3.6, 0, 'km/h'),
    right: true,
  },
];
