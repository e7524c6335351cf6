/** The lines themselves: any number of them, newest at the bottom as in a terminal; a line opens to show all it holds. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { LogLine } from '#contract/logs';
import { isTypingTarget } from '../../ui/typing-target';
import { LogItem } from './LogItem';
import { indexAt, isSkipped, type LogRow } from './log-rows';
import type { LogsSearch } from './search';
import classes from './Logs.module.css';

interface LogListProps {
  rows: readonly LogRow[];
  /** Another list begins at its own place. */
  listKey: string;
  /** Stays at the newest line while it is true. */
  stick: boolean;
  /** The moment to begin at; the end when there is none. */
  at: number | undefined;
  onStick(stick: boolean): void;
  onNearTop(): void;
  onNearEnd(): void;
  onFilter(change: Partial<LogsSearch>): void;
}

const lineHeight = 23;
/** So near to an end more is loaded. */
const nearRows = 60;

export function LogList(props: LogListProps) {
  const { rows, listKey, stick, at, onStick, onNearTop, onNearEnd, onFilter } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 20,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  // Older lines come in above: what is read stays where it is.
  const before = useRef<{ key: string; firstId: string | undefined; length: number }>({
    key: '',
    firstId: undefined,
    length: 0,
  });
  useLayoutEffect(() => {
    const old = before.current;
    before.current = { key: listKey, firstId: rows[0]?.id, length: rows.length };
    if (rows.length === 0) return;
    if (old.key !== listKey || old.length === 0) {
      if (at === undefined) virtualizer.scrollToIndex(rows.length - 1, { align: 'end' });
      else virtualizer.scrollToIndex(indexAt(rows, at), { align: 'center' });
      return;
    }
    if (stick) {
      virtualizer.scrollToIndex(rows.length - 1, { align: 'end' });
      return;
    }
    if (old.firstId === undefined || old.firstId === rows[0]?.id) return;
    const added = rows.findIndex(({ id }) => id === old.firstId);
    if (added > 0 && scroller.current) scroller.current.scrollTop += added * lineHeight;
  }, [rows, listKey, at, stick, virtualizer]);

  useEffect(() => {
    if (rows.length === 0) return;
    if (first < nearRows) onNearTop();
    if (last > rows.length - nearRows) onNearEnd();
  }, [first, last, rows.length, onNearTop, onNearEnd]);

  const onWheelUp = (deltaY: number): void => {
    if (deltaY < 0 && stick) onStick(false);
  };
  const onScroll = (): void => {
    const box = scroller.current;
    if (!box || stick) return;
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 4) onStick(true);
  };

  const toggle = useCallback(
    (line: LogLine) => {
      setCursor(line.id);
      onStick(false);
      setOpened((old) => {
        const next = new Set(old);
        if (!next.delete(line.id)) next.add(line.id);
        return next;
      });
    },
    [onStick],
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (isTypingTarget(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target !== event.currentTarget) return;
    const index = Math.max(
      0,
      rows.findIndex(({ id }) => id === cursor),
    );
    const from = cursor === null ? last : index;
    const page = Math.max(1, last - first - 22);
    const row = rows[from];
    const moves: Record<string, number> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(rows.length - 1, to));
      onStick(event.key === 'End');
      setCursor(rows[next]?.id ?? null);
      virtualizer.scrollToIndex(next, { align: 'auto' });
    } else if (event.key === 'Enter' && row && !isSkipped(row)) {
      event.preventDefault();
      toggle(row);
    }
  }

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label="Log lines"
      aria-rowcount={rows.length}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onWheel={(event) => onWheelUp(event.deltaY)}
      onScroll={onScroll}
    >
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={classes.place}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LogItem
                row={row}
                index={item.index}
                current={row.id === cursor}
                open={opened.has(row.id)}
                onToggle={toggle}
                onFilter={onFilter}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
