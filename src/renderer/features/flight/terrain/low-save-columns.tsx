/** Columns of the table of low saves. */
import type { LowSave } from '#contract/dem';
import type { SortColumn } from '../../../ui/SortTable';
import { Time } from '../../../ui/Time';
import { formatNumber, formatSigned } from '../../../ui/format';

export const lowSaveColumns: readonly SortColumn<LowSave>[] = [
  {
    key: 'time',
    header: 'Lowest',
    value: (row) => Date.parse(row.time),
    cell: (row) => <Time at={row.time} part="time" />,
  },
  {
    key: 'agl',
    header: 'Above ground',
    value: (row) => row.aglM,
    cell: (row) => formatNumber(row.aglM, 0, 'm'),
    right: true,
  },
  {
    key: 'gained',
    header: 'Then gained',
    value: (row) => row.gainedM,
    cell: (row) => formatSigned(row.gainedM, 0, 'm'),
    right: true,
  },
];
