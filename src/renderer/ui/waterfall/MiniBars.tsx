/** A trace as one small line of bars: where its time went, at a glance. */
import type { TraceRow } from '#contract/traces';
import { sortColors } from './span-sorts';
import classes from './Waterfall.module.css';

export function MiniBars({ trace }: { trace: Pick<TraceRow, 'startedAt' | 'durationMs' | 'bars'> }) {
  const length = Math.max(0.1, trace.durationMs);
  return (
    <span className={classes.mini} aria-hidden>
      {trace.bars.map(({ sort, startedAt, durationMs, failed }, index) => (
        <span
          key={index}
          data-sort={sort}
          data-failed={failed || undefined}
          style={{
            left: `${Math.max(0, ((startedAt - trace.startedAt) / length) * 100)}%`,
            width: `${Math.max(0.6, (durationMs / length) * 100)}%`,
            '--bar-color': sortColors[sort],
          }}
        />
      ))}
    </span>
  );
}
