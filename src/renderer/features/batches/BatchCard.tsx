/** One batch in the list. */
import { Link } from '@tanstack/react-router';
import type { Batch } from '#contract/batches';
import { BatchBar } from '../../shell/BatchBar';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import { BatchButtons } from './BatchButtons';
import { CountsLine } from './CountsLine';
import classes from './Batches.module.css';

export function BatchCard({ batch }: { batch: Batch }) {
  return (
    <div role="listitem" className={classes.card} aria-label={batch.name}>
      <div className={classes.cardHead}>
        <Link to="/batches/$id" params={{ id: batch.id }} className={classes.name}>
          {batch.name}
        </Link>
        <StateBadge state={batch.state} />
        <span className={classes.meta}>
          {batch.lane} lane, created <Time at={batch.createdAt} />
          {batch.finishedAt !== null && (
            <>
              , ended <Time at={batch.finishedAt} />
            </>
          )}
        </span>
        <span className={classes.buttons}>
          <BatchButtons batch={batch} compact />
        </span>
      </div>
      <BatchBar counts={batch.counts} label={`Progress of ${batch.name}`} />
      <CountsLine batch={batch} />
    </div>
  );
}
