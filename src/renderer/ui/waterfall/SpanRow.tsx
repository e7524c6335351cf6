/** A span: its name in the tree, its bar on the axis, marks for events. */
import { memo } from 'react';
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { formatDuration } from '../format';
import { cancelledOf } from './cancelled-of';
import { sortColors, sortNames } from './span-sorts';
import type { View, WaterfallRow } from './waterfall-rows';
import classes from './Waterfall.module.css';

interface SpanRowProps {
  row: WaterfallRow;
  index: number;
  top: number;
  view: View;
  selected: boolean;
  onSelect(spanId: string): void;
  onFold(spanId: string, folded: boolean): void;
}

export const SpanRow = memo(function SpanRow({
  row,
  index,
  top,
  view,
  selected,
  onSelect,
  onFold,
}: SpanRowProps) {
  const { span, depth, below, folded } = row;
  const length = view.to - view.from;
  const left = ((span.startedAt - view.from) / length) * 100;
  const width = (span.durationMs / length) * 100;
  const end = left + width;
  const Fold = folded ? IconChevronRight : IconChevronDown;
  const cancelled = cancelledOf(span);
  const took = formatDuration(span.durationMs);
  const duration = cancelled === null ? took : span.durationMs > 0 ? `${took}, then cancelled` : 'cancelled';
  return (
    <div
      id={`span-${span.spanId}`}
      role="row"
      aria-level={depth + 1}
      aria-rowindex={index + 1}
      aria-selected={selected}
      aria-expanded={below > 0 ? !folded : undefined}
      aria-label={`${span.name}, ${duration}${span.error === null ? '' : `, failed: ${span.error}`}${cancelled === null ? '' : `: ${cancelled}`}`}
      className={classes.row}
      data-selected={selected || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(span.spanId)}
    >
      <div role="gridcell" className={classes.name} style={{ paddingLeft: 10 + depth * 14 }}>
        {below > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            className={classes.fold}
            aria-label={folded ? `Unfold ${span.name}` : `Fold ${span.name}`}
            onClick={(event) => {
              event.stopPropagation();
              onFold(span.spanId, !folded);
            }}
          >
            <Fold size={13} />
          </button>
        ) : (
          <span className={classes.leaf} />
        )}
        {span.error !== null && <IconAlertTriangle size={13} className={classes.bad} aria-hidden />}
        <span className={classes.label} title={`${span.name} · ${span.process}`}>
          {span.name}
        </span>
        {folded && <span className={classes.folded}>+{below}</span>}
      </div>
      <div
        role="gridcell"
        className={classes.axis}
        title={`${sortNames[span.sort]}: ${duration}${cancelled === null ? '' : `. ${cancelled}`}`}
      >
        {end >= 0 && left <= 100 && (
          <>
            <span
              className={classes.bar}
              data-sort={span.sort}
              data-failed={span.error !== null || undefined}
              style={{
                left: `${Math.min(99.7, Math.max(0, left))}%`, // what has no length is seen at the end, too
                width: `${Math.min(100, end) - Math.max(0, left)}%`,
                '--bar-color': sortColors[span.sort],
              }}
            />
            {span.events.map(({ name, at }) => (
              <span
                key={`${name}-${at}`}
                className={classes.event}
                title={name}
                style={{ left: `${((at - view.from) / length) * 100}%` }}
              />
            ))}
            <span
              className={classes.duration}
              data-inside={(end > 86 && left < 12) || undefined}
              style={durationPlace(left, end)}
            >
              {duration}
            </span>
          </>
        )}
      </div>
    </div>
  );
});

/** Beside the bar where there is room, else upon it. In percent of the axis. */
function durationPlace(left: number, end: number): { left: string } | { right: string } {
  if (end <= 86) return { left: `${Math.max(0, end)}%` };
  return left < 12 ? { left: '1%' } : { right: `${100 - left}%` };
}
