/** An upload in figures: how much, how fast, how long still, what was refused. */
import { Progress } from '@mantine/core';
import { formatByteRate, formatBytes, formatCount, formatEta, plural } from '../../ui/format';
import type { UploadSnapshot } from './upload-types';
import classes from './Ingest.module.css';

export function UploadFacts({ upload }: { upload: UploadSnapshot }) {
  const { counts } = upload;
  const taken = counts.accepted + counts.known;
  const share = upload.bytesTotal > 0 ? upload.bytesSent / upload.bytesTotal : 0;
  const going = upload.phase === 'sending' || upload.phase === 'reading';
  return (
    <>
      {going && (
        <Progress
          size={6}
          my={7}
          value={share * 100}
          animated={upload.phase === 'reading'}
          aria-label={`Upload of ${upload.name}`}
        />
      )}
      <div className={classes.facts}>
        {upload.phase === 'reading' && <span>Reading: {plural(upload.total, 'file')} found</span>}
        {upload.phase === 'sending' && (
          <>
            <span>
              Sent {formatCount(taken + counts.refused)} of {plural(upload.total, 'file')}
            </span>
            <span>
              {formatBytes(upload.bytesSent)} of {formatBytes(upload.bytesTotal)}
            </span>
            {upload.bytesPerS !== null && <span>{formatByteRate(upload.bytesPerS)}</span>}
            {upload.etaMs !== null && <span>{formatEta(upload.etaMs)} left</span>}
          </>
        )}
        {!going && <span>{plural(taken, 'file')} accepted</span>}
        {counts.known > 0 && <span>{formatCount(counts.known)} known already</span>}
        {counts.refused > 0 && <span data-tone="warn">{formatCount(counts.refused)} refused</span>}
        {counts.failed > 0 && <span data-tone="bad">{formatCount(counts.failed)} not sent</span>}
        {counts.cancelled > 0 && <span>{formatCount(counts.cancelled)} cancelled</span>}
      </div>
    </>
  );
}
