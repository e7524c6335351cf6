/** The counts of a batch in words, with rate and time left. */
import type { Batch } from '#contract/batches';
import { formatCount, formatEta, formatRate, plural } from '../../ui/format';
import classes from './Batches.module.css';

const shown = [
  'completed',
  'active',
  'waiting',
  'delayed',
  'paused',
  'failed',
  'refused',
  'cancelled',
  'duplicates',
] as const;

const words: Partial<Record<(typeof shown)[number], string>> = { duplicates: 'same content' };

export function CountsLine({ batch }: { batch: Batch }) {
  return (
    <div className={classes.counts}>
      <span>
        <b>{plural(batch.counts.files.total, 'file')}</b>
      </span>
      <span>
        <b>{plural(batch.counts.total - batch.counts.refused, 'run')}</b>
      </span>
      {shown
        .filter((name) => batch.counts[name] > 0)
        .map((name) => (
          <span key={name} data-count={name}>
            {formatCount(batch.counts[name])} {words[name] ?? name}
          </span>
        ))}
      {batch.scan && batch.state === 'open' && <span>reading: {plural(batch.scan.found, 'file')} found</span>}
      <span className={classes.pace}>
        {batch.ratePerS !== null && formatRate(batch.ratePerS)}
        {batch.etaMs !== null && `${batch.ratePerS === null ? '' : ', '}${formatEta(batch.etaMs)} left`}
      </span>
    </div>
  );
}
