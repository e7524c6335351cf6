/** What became worse or better since the gateway started. */
import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Time } from '../../ui/Time';
import { StatusLight } from './StatusLight';
import classes from './Health.module.css';

export function Changes() {
  const changes = useQuery(trpc.health.changes.queryOptions());
  return (
    <Panel title="What changed" aside="since the gateway started">
      {changes.isError && (
        <ProblemPanel problem={problemOf(changes.error)} onRetry={() => void changes.refetch()} />
      )}
      {changes.isPending && <Skeleton h={40} />}
      {changes.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing: every component is as it was found.
        </Text>
      )}
      <ol className={classes.changes} aria-label="Changes of health">
        {changes.data?.map(({ at, name, title, to, detail }) => (
          <li key={`${at} ${name}`}>
            <Time at={at} />
            <StatusLight status={to} />
            <span>
              <b className={classes.name}>{title}.</b> {detail}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
