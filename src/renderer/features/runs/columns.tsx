/** Columns of the runs table; the summary columns come from the engine that is chosen. */
import type { JobRow, JobSort } from '#contract/jobs';
import type { EngineInfo } from '#contract/system';
import { CopyIcon } from '../../ui/CopyIcon';
import { WorkerName } from '../../ui/WorkerName';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import { formatBytes, formatCount, formatDuration, formatNumber, formatSpan } from '../../ui/format';
import type { Column } from '../../ui/table-types';
import classes from './Runs.module.css';

export type RunColumn = Column<JobRow, JobSort['key']>;

export const tableName = 'runs';
/** Never hidden: without them a row says nothing. */
export const fixedColumns: ReadonlySet<string> = new Set(['state', 'file']);

const plainColumns: readonly RunColumn[] = [
  {
    key: 'state',
    header: 'State',
    width: '124px',
    sortKey: 'state',
    cell: (row) => <StateBadge state={row.state} progress={row.progress} />,
  },
  {
    key: 'file',
    header: 'File',
    width: 'minmax(220px, 1fr)',
    sortKey: 'fileName',
    cell: (row) => <FileCell row={row} />,
  },
  { key: 'engine', header: 'Engine', width: '92px', cell: (row) => row.engine },
  {
    key: 'accepted',
    header: 'Accepted',
    width: '86px',
    sortKey: 'acceptedAt',
    cell: (row) => <Time at={row.acceptedAt} />,
  },
  {
    key: 'wait',
    header: 'Wait',
    width: '76px',
    align: 'right',
    sortKey: 'waitMs',
    cell: (row) => formatDuration(row.waitMs),
  },
  {
    key: 'run',
    header: 'Run',
    width: '76px',
    align: 'right',
    sortKey: 'runMs',
    cell: (row) => formatDuration(row.runMs),
  },
  {
    key: 'attempts',
    header: 'Tries',
    width: '46px',
    align: 'right',
    cell: (row) => formatCount(row.attempts),
  },
  {
    key: 'size',
    header: 'Size',
    width: '76px',
    align: 'right',
    sortKey: 'sizeBytes',
    cell: (row) => formatBytes(row.sizeBytes),
  },
  { key: 'lane', header: 'Lane', width: '84px', cell: (row) => row.lane },
  { key: 'worker', header: 'Worker', width: '90px', cell: (row) => <WorkerName name={row.worker} /> },
  {
    key: 'id',
    header: 'Id',
    width: '104px',
    cell: (row) => (
      <span className={classes.id}>
        <code>{row.id.slice(0, 8)}</code>
        <CopyIcon value={row.id} label="Copy the id" />
      </span>
    ),
  },
];

function FileCell({ row }: { row: JobRow }) {
  return (
    <span title={row.errorMessage ?? row.fileName}>
      {row.fileName}
      {row.errorCode !== null && <span className={classes.error}>{row.errorMessage ?? row.errorCode}</span>}
    </span>
  );
}

function summaryText(value: string | number | null | undefined, unit: string | null): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (unit === 's') return formatSpan(value);
  // Counts have no unit and no decimals; metres and the like need none either.
  const digits = unit === null || unit === 'm' || Math.abs(value) >= 1000 ? 0 : 1;
  return formatNumber(value, digits);
}

function summaryColumns(engine: EngineInfo): RunColumn[] {
  return engine.columns.map((column, index) => ({
    key: `summary-${column.key}`,
    header: column.unit && column.unit !== 's' ? `${column.label} (${column.unit})` : column.label,
    width: column.unit === null ? '96px' : '112px',
    align: column.unit === null ? 'left' : 'right',
    cell: (row) => summaryText(row.summary?.[index], column.unit),
  }));
}

export function allColumns(engine: EngineInfo | undefined): RunColumn[] {
  if (!engine) return [...plainColumns];
  const [state, file, , ...rest] = plainColumns; // the column of engines would say the same in each row
  return [state, file].flatMap((column) => column ?? []).concat(summaryColumns(engine), rest);
}
