/** A small table that sorts by any column; rows can be opened by click or Enter. */
import { useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
  type RowData,
} from '@tanstack/react-table';
import classes from './SortTable.module.css';

export interface SortColumn<Row> {
  key: string;
  header: string;
  /** What it is sorted by; null goes last. */
  value(row: Row): number | string | null;
  cell(row: Row): ReactNode;
  right?: boolean;
}

interface SortTableProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly SortColumn<Row>[];
  keyOf(row: Row): string;
  onOpen?: (row: Row) => void;
  /** The row that is open now. */
  currentKey?: string | null;
  empty: string;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });

export function SortTable<Row extends RowData>(props: SortTableProps<Row>) {
  const { label, rows, columns, keyOf, onOpen, currentKey = null, empty } = props;
  const byKey = useMemo(() => new Map(columns.map((column) => [column.key, column])), [columns]);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value(row) ?? undefined, {
        id: column.key,
        header: column.header,
        sortUndefined: 'last',
        sortDescFirst: column.right === true,
      }),
    );
  }, [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: keyOf });

  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="md">
        {empty}
      </Text>
    );
  }
  const open = (row: Row) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onOpen?.(row);
  };
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                const Icon = sorted === 'desc' ? IconArrowDown : IconArrowUp;
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-right={byKey.get(header.column.id)?.right}
                    aria-sort={sorted === false ? undefined : sorted === 'desc' ? 'descending' : 'ascending'}
                  >
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      {byKey.get(header.column.id)?.header}
                      {sorted !== false && <Icon size={11} aria-hidden />}
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              tabIndex={onOpen ? 0 : undefined}
              data-open={onOpen ? true : undefined}
              aria-current={row.id === currentKey ? true : undefined}
              onClick={onOpen ? () => onOpen(row.original) : undefined}
              onKeyDown={onOpen ? open(row.original) : undefined}
            >
              {columns.map((column) => (
                <td key={column.key} data-right={column.right}>
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
