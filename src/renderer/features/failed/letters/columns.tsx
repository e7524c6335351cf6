/** Columns of the table of dead letters. */
import type { DeadLetter } from '#contract/dead-letters';
import { Time } from '../../../ui/Time';
import { formatBytes, formatCount } from '../../../ui/format';
import type { Column } from '../../../ui/table-types';
import classes from '../Failed.module.css';

export const letterColumns: readonly Column<DeadLetter, never>[] = [
  { key: 'failed', header: 'Failed', width: '100px', cell: (row) => <Time at={row.failedAt} /> },
  {
    key: 'file',
    header: 'File',
    width: 'minmax(190px, 1fr)',
    cell: (row) => <span title={row.fileName}>{row.fileName}</span>,
  },
  {
    key: 'code',
    header: 'Code',
    width: '140px',
    cell: (row) => <code className={classes.code}>{row.errorCode}</code>,
  },
  {
    key: 'message',
    header: 'Reason',
    width: 'minmax(240px, 1.6fr)',
    cell: (row) => <span title={`${row.errorMessage}\n${row.action}`}>{row.errorMessage}</span>,
  },
  { key: 'engine', header: 'Engine', width: '92px', cell: (row) => row.engine },
  {
    key: 'attempts',
    header: 'Tries',
    width: '46px',
    align: 'right',
    cell: (row) => formatCount(row.attempts),
  },
  { key: 'size', header: 'Size', width: '76px', align: 'right', cell: (row) => formatBytes(row.sizeBytes) },
];
