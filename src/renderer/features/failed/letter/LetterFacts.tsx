/** What a letter is about, as names and values. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DeadLetterDetail } from '#contract/dead-letters';
import { CopyField } from '../../../ui/CopyField';
import { shortHash } from '../../../ui/format';
import { Time } from '../../../ui/Time';
import classes from '../Failed.module.css';
import { TraceLink } from './TraceLink';

export function LetterFacts({
  letter,
  onSame,
}: {
  letter: DeadLetterDetail;
  onSame(fingerprint: string): void;
}) {
  return (
    <dl className={classes.facts}>
      <dt>Code</dt>
      <dd>
        <code className={classes.code}>{letter.errorCode}</code>
      </dd>
      <dt>Fingerprint</dt>
      <dd>
        <CopyField
          value={letter.fingerprint}
          shown={shortHash(letter.fingerprint)}
          label="Copy the fingerprint"
        />{' '}
        <Anchor component="button" size="sm" onClick={() => onSame(letter.fingerprint)}>
          All with this error
        </Anchor>
      </dd>
      <dt>Failed</dt>
      <dd>
        <Time at={letter.failedAt} part="datetime" />
      </dd>
      <dt>Engine</dt>
      <dd>
        {letter.engine} v{letter.engineVersion}, lane {letter.lane}
      </dd>
      <dt>Run</dt>
      <dd>
        <CopyField value={letter.jobId} label="Copy the id of the run" />
      </dd>
      {letter.batches.length > 0 && (
        <>
          <dt>{letter.batches.length === 1 ? 'Batch' : 'Batches'}</dt>
          <dd>
            {letter.batches.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Anchor size="sm" renderRoot={(root) => <Link to="/batches/$id" params={{ id }} {...root} />}>
                  {name}
                </Anchor>
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>Trace</dt>
      <dd>
        <TraceLink jobId={letter.jobId} />
      </dd>
      <dt>SHA-256</dt>
      <dd>
        <CopyField value={letter.sha256} shown={shortHash(letter.sha256)} label="Copy the SHA-256" />
      </dd>
      <dt>Options</dt>
      <dd>
        <Text size="xs" component="code">
          {Object.keys(letter.options).length > 0
            ? JSON.stringify(letter.options)
            : 'none: the defaults of the engine'}
        </Text>
      </dd>
    </dl>
  );
}
