/** How far the work on a batch is. */
import type { Batch } from '#contract/batches';
import { BatchBar } from '../../shell/BatchBar';
import { formatCount, formatEta, formatRate, plural } from '../../ui/format';
import classes from './Ingest.module.css';

export function BatchFacts({ batch }: { batch: Batch }) {
  const { counts } = batch;
  const { files } = counts;
  return (
    <>
      <div style={{ margin: '7px 0' }}>
        <BatchBar counts={counts} label={`Progress of ${batch.name}`} />
      </div>
      <div className={classes.facts}>
        {batch.scan && batch.state === 'open' && (
          <span>Reading: {plural(batch.scan.found, 'file')} found</span>
        )}
        <span>
          {formatCount(files.completed)} of {plural(files.total, 'file')} completed
        </span>
        <span>
          {formatCount(counts.completed)} of {plural(counts.total - counts.refused, 'run')}
        </span>
        {files.failed > 0 && <span data-tone="bad">{formatCount(files.failed)} failed</span>}
        {files.refused > 0 && <span data-tone="warn">{formatCount(files.refused)} refused</span>}
        {counts.duplicates > 0 && <span>{formatCount(counts.duplicates)} same content</span>}
        {batch.ratePerS !== null && <span>{formatRate(batch.ratePerS)} runs</span>}
        {batch.etaMs !== null && <span>{formatEta(batch.etaMs)} left</span>}
      </div>
    </>
  );
}
