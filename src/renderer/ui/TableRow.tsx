/** One row of a virtual table; drawn again only when its own row object changes. */
import { memo, type MouseEvent, type PointerEvent } from 'react';
import type { Column } from './table-types';
import classes from './VirtualTable.module.css';

interface TableRowProps<Row, Key extends string> {
  id: string;
  /** What a screen reader calls the row. */
  label: string;
  index: number;
  top: number;
  height: number;
  row: Row | undefined;
  columns: readonly Column<Row, Key>[];
  template: string;
  current: boolean;
  selected: boolean;
  onPress(row: Row, index: number, event: PointerEvent): void;
  /** By a key or a program, without a press. */
  onClick(row: Row, index: number, event: MouseEvent): void;
  onSelect: ((row: Row, index: number, extend: boolean) => void) | undefined;
}

function PlainTableRow<Row, Key extends string>(props: TableRowProps<Row, Key>) {
  const { row, columns, index } = props;
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={index + 2}
      aria-selected={props.onSelect ? props.selected : undefined}
      aria-busy={row === undefined ? true : undefined}
      className={classes.row}
      data-current={props.current || undefined}
      data-selected={props.selected || undefined}
      style={{
        gridTemplateColumns: props.template,
        height: props.height,
        transform: `translateY(${props.top}px)`,
      }}
      onPointerDown={row === undefined ? undefined : (event) => props.onPress(row, index, event)}
      onClick={(event) => {
        if (row !== undefined && event.detail === 0) props.onClick(row, index, event);
      }}
    >
      {props.onSelect && (
        <div
          role="gridcell"
          className={classes.cell}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={(event) => selectInstead(props, event)}
        >
          <input
            type="checkbox"
            className={classes.box}
            tabIndex={-1}
            aria-label={`Choose ${props.label}`}
            checked={props.selected}
            readOnly
          />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.key} role="gridcell" className={classes.cell} data-align={column.align}>
          {row === undefined ? <span className={classes.ghost} /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** The whole cell round the checkbox chooses, so that it is easy to hit. */
function selectInstead<Row, Key extends string>(props: TableRowProps<Row, Key>, event: MouseEvent): void {
  if (props.row === undefined || !props.onSelect) return;
  event.stopPropagation();
  props.onSelect(props.row, props.index, event.shiftKey);
}

export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;
