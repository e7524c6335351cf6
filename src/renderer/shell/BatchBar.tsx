/** How far a batch is, as one bar of states. */
import type { BatchCounts } from '#contract/batches';
import { formatCount } from '../ui/format';
import { stateColors } from '../ui/states';
import classes from './BatchBar.module.css';

const shown = ['completed', 'failed', 'refused', 'cancelled', 'active', 'delayed', 'paused'] as const;

export function doneShare(counts: BatchCounts): number {
  if (counts.total === 0) return 0;
  return (counts.completed + counts.failed + counts.refused + counts.cancelled) / counts.total;
}

export function BatchBar({ counts, label }: { counts: BatchCounts; label: string }) {
  const parts = shown.filter((state) => counts[state] > 0);
  const text = parts.map((state) => `${formatCount(counts[state])} ${state}`).join(', ');
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(doneShare(counts) * 100)}
      aria-valuetext={text || 'nothing done yet'}
      title={text}
    >
      {parts.map((state) => (
        <span
          key={state}
          className={classes.part}
          data-state={state}
          style={{
            width: `${(counts[state] / Math.max(1, counts.total)) * 100}%`,
            background: `var(--mantine-color-${stateColors[state]}-filled)`,
          }}
        />
      ))}
    </div>
  );
}
