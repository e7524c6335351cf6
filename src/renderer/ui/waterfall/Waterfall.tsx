/** Spans of a trace on one axis of time: folded and zoomed by mouse and keys, any number of them. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconArrowsHorizontal, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Span } from '#contract/traces';
import { formatDuration } from '../format';
import { Ruler } from './Ruler';
import { SpanRow } from './SpanRow';
import { moved, rowsOf, wholeOf, withRetryWaits, zoomed, type View } from './waterfall-rows';
import classes from './Waterfall.module.css';

interface WaterfallProps {
  /** Parents before their children; not empty. */
  spans: readonly Span[];
  selected: string | null;
  onSelect(spanId: string | null): void;
  /** Rows that are shown at once; the page's whole height when missing. */
  height?: number;
}

const rowHeight = 26;

export function Waterfall({ spans: told, selected, onSelect, height }: WaterfallProps) {
  const spans = useMemo(() => withRetryWaits(told), [told]);
  const whole = useMemo(() => wholeOf(spans), [spans]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [zoom, setZoom] = useState<View | null>(null);
  const view = zoom ?? whole;
  const rows = useMemo(() => rowsOf(spans, folded), [spans, folded]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });

  const isThePage = height === undefined;
  useEffect(() => {
    // Its keys work at once where it is what the operator came for.
    if (isThePage) scroller.current?.focus({ preventScroll: true });
  }, [isThePage]);

  const fold = (spanId: string, on: boolean): void =>
    setFolded((old) => {
      const next = new Set(old);
      if (on) next.add(spanId);
      else next.delete(spanId);
      return next;
    });
  const show = (next: View): void =>
    setZoom(next.to - next.from >= (whole.to - whole.from) * 0.999 ? null : next);
  const cursor = rows.findIndex(({ span }) => span.spanId === selected);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const row = rows[cursor];
    const go = (index: number): void => {
      const next = Math.max(0, Math.min(rows.length - 1, index));
      onSelect(rows[next]?.span.spanId ?? null);
      virtualizer.scrollToIndex(next, { align: 'auto' });
    };
    const parent = row ? rows.findIndex(({ span }) => span.spanId === row.span.parentId) : -1;
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(cursor + 1),
      ArrowUp: () => go(cursor - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowLeft: () => {
        if (row && row.below > 0 && !row.folded) fold(row.span.spanId, true);
        else if (parent >= 0) go(parent);
      },
      ArrowRight: () => {
        if (row?.folded) fold(row.span.spanId, false);
        else go(cursor + 1);
      },
      '+': () =>
        show(zoomed(view, whole, 0.5, row ? row.span.startedAt + row.span.durationMs / 2 : undefined)),
      '-': () => show(zoomed(view, whole, 2)),
      '0': () => setZoom(null),
      '[': () => show(moved(view, whole, -0.25)),
      ']': () => show(moved(view, whole, 0.25)),
      Escape: () => (zoom ? setZoom(null) : onSelect(null)),
    };
    const act = acts[event.key === '=' ? '+' : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <div className={classes.waterfall} style={isThePage ? { flex: 1 } : { height }}>
      <div className={classes.head}>
        <Group gap={2} className={classes.tools}>
          <Tooltip label="Zoom in (+)">
            <ActionIcon aria-label="Zoom in" onClick={() => show(zoomed(view, whole, 0.5))}>
              <IconZoomIn size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Zoom out (−)">
            <ActionIcon aria-label="Zoom out" disabled={!zoom} onClick={() => show(zoomed(view, whole, 2))}>
              <IconZoomOut size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="The whole trace (0)">
            <ActionIcon aria-label="Show the whole trace" disabled={!zoom} onClick={() => setZoom(null)}>
              <IconArrowsHorizontal size={16} />
            </ActionIcon>
          </Tooltip>
          <span className={classes.shown}>{formatDuration(view.to - view.from)} shown</span>
        </Group>
        <Ruler view={view} origin={whole.from} onView={show} />
      </div>
      <div
        ref={scroller}
        className={classes.scroller}
        role="treegrid"
        aria-label="Spans of the trace"
        aria-rowcount={rows.length}
        aria-activedescendant={cursor >= 0 ? `span-${rows[cursor]?.span.spanId ?? ''}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row ? (
              <SpanRow
                key={item.key}
                row={row}
                index={item.index}
                top={item.start}
                view={view}
                selected={row.span.spanId === selected}
                onSelect={onSelect}
                onFold={fold}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}
