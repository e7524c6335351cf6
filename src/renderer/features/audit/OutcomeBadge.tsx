/** How an act ended; one that found nothing to change says why on hover. */
import type { AuditEntry } from '#contract/audit';
import { StateBadge } from '../../ui/StateBadge';

export function OutcomeBadge({ entry: { outcome, idle } }: { entry: Pick<AuditEntry, 'outcome' | 'idle'> }) {
  if (idle === null) return <StateBadge state={outcome} />;
  return (
    <span title={idle}>
      <StateBadge state="skipped" text="nothing done" />
    </span>
  );
}
