/** Runs of an engine, where the recorder can tell. */
import type { EngineRun, FlightMetrics } from '#contract/xcmetrics';
import { Text } from '@mantine/core';
import { Panel } from '../../../ui/Panel';
import { SortTable, type SortColumn } from '../../../ui/SortTable';
import { Time } from '../../../ui/Time';
import { formatSigned, formatSpan } from '../../../ui/format';

const columns: readonly SortColumn<EngineRun>[] = [
  {
    key: 'start',
    header: 'Start',
    value: (row) => row.start.time,
    cell: (row) => <Time at={row.start.time} part="time" />,
  },
  {
    key: 'time',
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
  { key: 'sensor', header: 'Sensor', value: (row) => row.sensor, cell: (row) => row.sensor },
  { key: 'peak', header: 'Peak', value: (row) => row.peak, cell: (row) => row.peak, right: true },
];

export function EnginePanel({ engine }: { engine: FlightMetrics['engine'] }) {
  return (
    <Panel title="Engine" flush aside={engine.sensors.join(', ')}>
      {engine.sensors.length === 0 ? (
        <Text size="sm" c="dimmed" p="md" pt={4}>
          The recorder has no engine sensor (ENL, MOP).
        </Text>
      ) : (
        <SortTable
          label="Engine runs"
          rows={engine.runs}
          columns={columns}
          keyOf={(row) => row.start.time}
          empty="The engine did not run."
        />
      )}
    </Panel>
  );
}
