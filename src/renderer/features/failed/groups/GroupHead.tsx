/** What is known of the group whose letters are listed. */
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { CopyField } from '../../../ui/CopyField';
import { formatCount, shortHash } from '../../../ui/format';
import { Time } from '../../../ui/Time';
import classes from '../Failed.module.css';
import { Spark } from './Spark';

export function GroupHead({ fingerprint, hours }: { fingerprint: string; hours: 24 | 168 }) {
  const found = useQuery(
    trpc.deadLetters.groups.queryOptions({ fingerprint, hours }, { placeholderData: keepPreviousData }),
  );
  const group = found.data?.groups[0];
  if (!group) return null;
  return (
    <section className={classes.groupHead} aria-label="This group">
      <div className={classes.groupText}>
        <code className={classes.code}>{group.errorCode}</code> <strong>{group.message}</strong>
        <Text size="xs" c="dimmed" mt={2}>
          {group.action}
        </Text>
      </div>
      <dl className={classes.groupFacts}>
        <div>
          <dt>Engine</dt>
          <dd>
            {group.engine} {group.engineVersions.map((version) => `v${version}`).join(', ')}
          </dd>
        </div>
        <div>
          <dt>First</dt>
          <dd>
            <Time at={group.firstAt} part="datetime" />
          </dd>
        </div>
        <div>
          <dt>Last</dt>
          <dd>
            <Time at={group.lastAt} part="datetime" />
          </dd>
        </div>
        <div>
          <dt>Ever</dt>
          <dd className="tabular">{formatCount(group.seen)}</dd>
        </div>
        <div>
          <dt>Fingerprint</dt>
          <dd>
            <CopyField value={fingerprint} shown={shortHash(fingerprint)} label="Copy the fingerprint" />
          </dd>
        </div>
      </dl>
      <Spark parts={group.spark} hours={hours} />
    </section>
  );
}
