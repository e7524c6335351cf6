/** Wind by altitude: a bar and an arrow for each layer, highest on top. */
import { Text } from '@mantine/core';
import type { FlightMetrics, Wind, WindLayer } from '#contract/xcmetrics';
import { Panel } from '../../../ui/Panel';
import { SortTable, type SortColumn } from '../../../ui/SortTable';
import { formatNumber } from '../../../ui/format';
import { compassPoint } from './place-text';
import classes from '../Flight.module.css';

const kmh = (mps: number): string => formatNumber(mps * 3.6, 0, 'km/h');

/** Points where the wind goes, as an arrow on a map would. */
export function WindArrow({ wind }: { wind: Pick<Wind, 'fromDeg'> }) {
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden>
      <g transform={`rotate(${wind.fromDeg})`} stroke="currentColor" fill="none" strokeWidth="1.6">
        <path d="M0 -6V6M-3 2.5 0 6 3 2.5" />
      </g>
    </svg>
  );
}

export function WindPanel({ wind }: { wind: FlightMetrics['wind'] }) {
  const strongest = Math.max(1, ...wind.layers.map(({ speedMps }) => speedMps));
  const columns: readonly SortColumn<WindLayer>[] = [
    {
      key: 'altitude',
      header: 'Altitude (m)',
      value: (row) => row.bottomM,
      cell: (row) => `${formatNumber(row.bottomM, 0)}–${formatNumber(row.topM, 0)}`,
    },
    {
      key: 'speed',
      header: 'Wind',
      value: (row) => row.speedMps,
      cell: (row) => (
        <span className={classes.windBar}>
          <i style={{ width: `${(row.speedMps / strongest) * 100}%` }} data-quality={row.quality} />
          <b>{kmh(row.speedMps)}</b>
        </span>
      ),
    },
    {
      key: 'from',
      header: 'From',
      value: (row) => row.fromDeg,
      cell: (row) => (
        <span className={classes.windFrom}>
          <WindArrow wind={row} /> {compassPoint(row.fromDeg)} {formatNumber(row.fromDeg, 0)}°
        </span>
      ),
    },
    {
      key: 'samples',
      header: 'Turns',
      value: (row) => row.samples,
      cell: (row) => <span title={`quality: ${row.quality}`}>{row.samples}</span>,
      right: true,
    },
  ];
  const { mean } = wind;
  return (
    <Panel
      title="Wind by altitude"
      flush
      aside={mean && `${kmh(mean.speedMps)} from ${compassPoint(mean.fromDeg)} (${mean.quality})`}
    >
      {mean ? (
        <SortTable
          label="Wind by altitude"
          rows={wind.layers.toReversed()}
          columns={columns}
          keyOf={(row) => String(row.bottomM)}
          empty="No layer has a turn of its own."
        />
      ) : (
        <Text size="sm" c="dimmed" p="md" pt={4}>
          No turn of this flight tells the wind.
        </Text>
      )}
    </Panel>
  );
}
