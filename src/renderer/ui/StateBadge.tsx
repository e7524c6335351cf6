/** The state of a job, batch or process; an active one shows how far it is. */
import { stateColors, type ShownState } from './states';
import classes from './StateBadge.module.css';

interface StateBadgeProps {
  state: ShownState;
  /** 0..1 */
  progress?: number | null | undefined;
  /** Another word for the state. */
  text?: string;
}

export function StateBadge({ state, progress, text = state }: StateBadgeProps) {
  const share = state === 'active' && progress ? Math.min(1, progress) : null;
  return (
    <span
      className={classes.badge}
      data-state={state}
      style={{ '--badge-color': `var(--mantine-color-${stateColors[state]}-filled)` }}
    >
      <span className={classes.dot} aria-hidden />
      <span>{text}</span>
      {share !== null && <span className="tabular">{Math.round(share * 100)} %</span>}
      {share !== null && <span className={classes.bar} style={{ width: `${share * 100}%` }} aria-hidden />}
    </span>
  );
}
