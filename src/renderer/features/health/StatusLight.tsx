/** The status of a component: a colour and its word. */
import type { HealthStatus } from '#contract/health';
import classes from './Health.module.css';

export function StatusLight({ status }: { status: HealthStatus }) {
  return (
    <span className={classes.status} data-status={status}>
      <i aria-hidden />
      {status}
    </span>
  );
}
