/** A grid of any length: only the rows on screen exist, rows may still be loading, keys move and choose. */
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { TableHeader, type HeaderChoice } from './TableHeader';
import { TableRow } from './TableRow';
import { leastTableWidth, type Column, type SortState } from './table-types';
import { isTypingTarget } from './typing-target';
import { usePress } from './use-press';
import classes from './VirtualTable.module.css';

export interface VirtualTableProps<Row, Key extends string> {
  label: string;
  columns: readonly Column<Row, Key>[];
  count: number;
  rowAt(index: number): Row | undefined;
  rowKey(row: Row): string;
  /** What a screen reader calls the row. */
  rowLabel(row: Row): string;
  /** Told which rows are on screen, so that they can be loaded. */
  onRange?: (start: number, end: number) => void;
  sort?: SortState<Key> | undefined;
  onSort?: (key: Key) => void;
  cursor: number;
  onCursor(index: number): void;
  onOpen?: ((row: Row, index: number) => void) | undefined;
  selected?: ReadonlySet<string>;
  /** `extend`: from the last chosen row to this one. */
  onSelect?: ((row: Row, index: number, extend: boolean) => void) | undefined;
  choice?: HeaderChoice;
  onEscape?: () => void;
  /** The rows are still those from before what is asked for now. */
  busy?: boolean;
}

const rowHeight = 34;

export function VirtualTable<Row, Key extends string>(props: VirtualTableProps<Row, Key>) {
  const { columns, count, rowAt, rowKey, cursor, onCursor, onOpen, onSelect, onRange, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange?.(first, last), [first, last, onRange]);

  const widths = columns.map((column) => column.width);
  const leastWidth = leastTableWidth(onSelect ? ['20px', ...widths] : widths);
  const template = (onSelect ? ['20px', ...widths] : widths).join(' ');
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to));
    onCursor(next);
    virtualizer.scrollToIndex(next, { align: 'auto' });
  };
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);

  function onKeyDown(event: KeyboardEvent): void {
    if (isTypingTarget(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
    const row = rowAt(cursor);
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => move(cursor + 1),
      ArrowUp: () => move(cursor - 1),
      PageDown: () => move(cursor + page),
      PageUp: () => move(cursor - page),
      Home: () => move(0),
      End: () => move(count - 1),
      Enter: row && onOpen ? () => onOpen(row, cursor) : undefined,
      Escape: props.onEscape,
      ' ': row && onSelect ? () => onSelect(row, cursor, event.shiftKey) : undefined,
    };
    const onControl = event.target !== event.currentTarget && (event.key === 'Enter' || event.key === ' ');
    const act = onControl ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  const onRowClick = useCallback(
    (row: Row, index: number, event: { shiftKey: boolean }) => {
      onCursor(index);
      if (event.shiftKey && onSelect) onSelect(row, index, true);
      else onOpen?.(row, index);
    },
    [onCursor, onOpen, onSelect],
  );
  const onRowPress = usePress(onRowClick);

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-busy={props.busy}
      aria-multiselectable={onSelect ? true : undefined}
      aria-activedescendant={count > 0 ? `${props.label}-row-${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <TableHeader
        columns={columns}
        template={template}
        sort={props.sort}
        onSort={props.onSort}
        choice={onSelect && props.choice ? props.choice : null}
        leastWidth={leastWidth}
      />
      <div
        role="rowgroup"
        className={classes.body}
        style={{ height: virtualizer.getTotalSize(), minWidth: leastWidth }}
      >
        {items.map((item) => {
          const row = rowAt(item.index);
          return (
            <TableRow
              key={item.key}
              id={`${props.label}-row-${item.index}`}
              label={row === undefined ? '' : props.rowLabel(row)}
              index={item.index}
              top={item.start}
              height={rowHeight}
              row={row}
              columns={columns}
              template={template}
              current={item.index === cursor}
              selected={row !== undefined && selected?.has(rowKey(row)) === true}
              onPress={onRowPress}
              onClick={onRowClick}
              onSelect={onSelect}
            />
          );
        })}
      </div>
    </div>
  );
}
