/** Column names; a click sorts. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column, SortState } from './table-types';
import classes from './VirtualTable.module.css';

interface TableHeaderProps<Row, Key extends string> {
  columns: readonly Column<Row, Key>[];
  template: string;
  sort: SortState<Key> | undefined;
  onSort: ((key: Key) => void) | undefined;
  choice: HeaderChoice | null;
  leastWidth: number;
}

/** The box above the boxes of the rows. */
export interface HeaderChoice {
  all: boolean;
  some: boolean;
  onToggle(): void;
}

export function TableHeader<Row, Key extends string>(props: TableHeaderProps<Row, Key>) {
  const { columns, template, sort, onSort, choice } = props;
  return (
    <div role="rowgroup" className={classes.head} style={{ minWidth: props.leastWidth }}>
      <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: template }}>
        {choice && (
          <div role="columnheader" className={classes.headCell}>
            <input
              type="checkbox"
              className={classes.box}
              aria-label="Choose all loaded rows"
              checked={choice.all}
              ref={(box) => {
                if (box) box.indeterminate = choice.some && !choice.all;
              }}
              onChange={choice.onToggle}
            />
          </div>
        )}
        {columns.map((column) => (
          <div
            key={column.key}
            role="columnheader"
            className={classes.headCell}
            data-align={column.align}
            aria-sort={ariaSort(column, sort)}
          >
            <HeaderText column={column} sort={sort} onSort={onSort} />
          </div>
        ))}
      </div>
    </div>
  );
}

interface HeaderTextProps<Row, Key extends string> extends Omit<
  TableHeaderProps<Row, Key>,
  'columns' | 'template' | 'choice' | 'leastWidth'
> {
  column: Column<Row, Key>;
}

function HeaderText<Row, Key extends string>({ column, sort, onSort }: HeaderTextProps<Row, Key>) {
  const { sortKey } = column;
  if (sortKey === undefined || !onSort) return <span title={column.header}>{column.header}</span>;
  const Icon = sort?.descending ? IconArrowDown : IconArrowUp;
  return (
    <button type="button" className={classes.sortButton} onClick={() => onSort(sortKey)}>
      {column.header}
      {sort?.key === sortKey && <Icon size={12} aria-hidden />}
    </button>
  );
}

function ariaSort<Row, Key extends string>(column: Column<Row, Key>, sort: SortState<Key> | undefined) {
  if (column.sortKey === undefined || sort?.key !== column.sortKey) return undefined;
  return sort.descending ? 'descending' : 'ascending';
}
