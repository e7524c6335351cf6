/** One process: its jobs of this moment and how its earlier lives ended. */
import { Anchor, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ProcessInfo } from '#contract/system';
import { useNow } from '../../ui/clock';
import { FactList } from '../../ui/FactList';
import { StateBadge } from '../../ui/StateBadge';
import { Time } from '../../ui/Time';
import { formatBytes, formatCount, formatDuration, formatPercent } from '../../ui/format';
import { ProcessMenu } from './ProcessMenu';
import classes from './Workers.module.css';

interface ProcessDrawerProps {
  process: ProcessInfo | undefined;
  onClose(): void;
}

export function ProcessDrawer({ process, onClose }: ProcessDrawerProps) {
  return (
    <Drawer opened={process !== undefined} onClose={onClose} position="right" size="md" title={process?.name}>
      {process && <Details process={process} />}
    </Drawer>
  );
}

function Details({ process }: { process: ProcessInfo }) {
  const now = useNow(1000);
  const { slots, startedAt } = process;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <StateBadge state={process.paused && process.state === 'ready' ? 'paused' : process.state} />
        <ProcessMenu process={process} />
      </Group>
      {process.reason !== null && <Text size="sm">{process.reason}</Text>}
      <FactList
        label={`Facts of ${process.name}`}
        facts={[
          ['Process id', process.pid ?? '–'],
          ['Started', <Time key="started" at={startedAt} part="datetime" />],
          ['CPU', formatPercent(process.cpu)],
          ['Memory', formatBytes(process.rssBytes)],
          ['Event-loop delay, p99', formatDuration(process.loopDelayMs)],
          ...(process.kind === 'engine'
            ? ([
                ['Slots', slots ? `${slots.used} of ${slots.limit}` : '–'],
                ['Jobs done', formatCount(process.jobsDone)],
              ] as const)
            : []),
          ['Restarts', formatCount(process.restarts)],
        ]}
      />
      {process.kind === 'engine' && (
        <section aria-label="Works on">
          <Title order={3} mb={6}>
            Works on
          </Title>
          {process.working.length === 0 && (
            <Text size="sm" c="dimmed">
              {process.paused ? 'Nothing: it is paused.' : 'Nothing: it waits for jobs.'}
            </Text>
          )}
          <ul className={classes.list}>
            {process.working.map((job) => (
              <li key={job.jobId}>
                <Anchor
                  fz="sm"
                  renderRoot={(props) => <Link to="/runs/$id" params={{ id: job.jobId }} {...props} />}
                >
                  {job.fileName}
                </Anchor>{' '}
                <Text span size="xs" c="dimmed" className="tabular">
                  for {formatDuration(Math.max(0, now - job.startedAt))}
                </Text>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="Earlier lives">
        <Title order={3} mb={6}>
          Earlier lives
        </Title>
        {process.ends.length === 0 && (
          <Text size="sm" c="dimmed">
            It has not ended since the instance started.
          </Text>
        )}
        <ul className={classes.list}>
          {process.ends.map(({ at, reason, planned }) => (
            <li key={at}>
              <Time at={at} /> <span className={planned ? undefined : classes.reason}>{reason}</span>
            </li>
          ))}
        </ul>
      </section>
    </Stack>
  );
}
