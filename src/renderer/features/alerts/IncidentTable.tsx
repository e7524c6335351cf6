/** What fired, newest first. */
import { Badge } from '@mantine/core';
import type { AlertIncident } from '#contract/alerts';
import { useNow } from '../../ui/clock';
import { formatDuration } from '../../ui/format';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import { formatFigure, severityColors } from './words';

function Lasted({ incident }: { incident: AlertIncident }) {
  const now = useNow(1000);
  return (
    <span className="tabular">
      {formatDuration(Math.max(0, (incident.resolvedAt ?? now) - incident.firedAt))}
    </span>
  );
}

const columns: SortColumn<AlertIncident>[] = [
  {
    key: 'state',
    header: 'State',
    value: ({ resolvedAt }) => (resolvedAt === null ? 0 : 1),
    cell: ({ resolvedAt }) => <StateBadge state={resolvedAt === null ? 'firing' : 'resolved'} />,
  },
  { key: 'name', header: 'Alert', value: ({ name }) => name.toLowerCase(), cell: ({ name }) => name },
  {
    key: 'severity',
    header: 'Severity',
    value: ({ severity }) => severity,
    cell: ({ severity }) => (
      <Badge variant="light" size="sm" color={severityColors[severity]}>
        {severity}
      </Badge>
    ),
  },
  {
    key: 'fired',
    header: 'Fired',
    value: ({ firedAt }) => firedAt,
    cell: ({ firedAt }) => <Time at={firedAt} />,
  },
  {
    key: 'lasted',
    header: 'Lasted',
    right: true,
    value: ({ firedAt, resolvedAt }) => (resolvedAt ?? Infinity) - firedAt,
    cell: (incident) => <Lasted incident={incident} />,
  },
  {
    key: 'worst',
    header: 'Worst',
    right: true,
    value: ({ peak }) => peak,
    cell: ({ series, peak }) => <span className="tabular">{formatFigure(series, peak)}</span>,
  },
  {
    key: 'told',
    header: 'Told',
    value: ({ notifiedAt }) => notifiedAt,
    cell: ({ notifiedAt }) => (notifiedAt === null ? 'silenced' : <Time at={notifiedAt} />),
  },
];

export function IncidentTable({ incidents }: { incidents: readonly AlertIncident[] }) {
  return (
    <SortTable
      label="History of alerts"
      rows={incidents}
      columns={columns}
      keyOf={({ id }) => id}
      empty="Nothing has fired yet."
    />
  );
}
