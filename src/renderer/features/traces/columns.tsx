/** Columns of the list of traces. */
import type { TracePageQuery, TraceRow } from '#contract/traces';
import { formatCount, formatDuration } from '../../ui/format';
import type { Column } from '../../ui/table-types';
import { Time } from '../../ui/Time';
import { MiniBars } from '../../ui/waterfall/MiniBars';
import classes from './Traces.module.css';

export const traceColumns: readonly Column<TraceRow, TracePageQuery['sort']['key']>[] = [
  {
    key: 'startedAt',
    header: 'Began',
    width: '104px',
    sortKey: 'startedAt',
    cell: (row) => <Time at={row.startedAt} />,
  },
  {
    key: 'name',
    header: 'File',
    width: 'minmax(170px, 1fr)',
    cell: (row) => <span title={row.name}>{row.name}</span>,
  },
  {
    key: 'bars',
    header: 'Where the time went',
    width: 'minmax(180px, 1.3fr)',
    cell: (row) => <MiniBars trace={row} />,
  },
  {
    key: 'duration',
    header: 'Took',
    width: '80px',
    align: 'right',
    sortKey: 'durationMs',
    cell: (row) => formatDuration(row.durationMs),
  },
  { key: 'spans', header: 'Spans', width: '52px', align: 'right', cell: (row) => formatCount(row.spans) },
  {
    key: 'engines',
    header: 'Engines',
    width: 'minmax(100px, 0.7fr)',
    cell: (row) => <span title={row.engines.join(', ')}>{row.engines.join(', ')}</span>,
  },
  {
    key: 'error',
    header: 'Failure',
    width: 'minmax(110px, 1fr)',
    cell: (row) =>
      row.error === null ? null : (
        <span className={classes.error} title={row.error}>
          {row.error}
        </span>
      ),
  },
];
