/** How the instance is: what is wrong and what to do, every component, the machine, and drills. */
import { Alert, Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Health, HealthComponent } from '#contract/health';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Time } from '../../ui/Time';
import { plural } from '../../ui/format';
import { Changes } from './Changes';
import { Components } from './Components';
import { DrillPanel } from './DrillPanel';
import { Machine } from './Machine';
import classes from './Health.module.css';

const pollMs = 3000;

export function HealthPage() {
  const health = useQuery({ ...trpc.health.now.queryOptions(), refetchInterval: pollMs });
  return (
    <Page
      name="Health"
      title="Health"
      actions={
        <Group gap={10}>
          {health.data && (
            <Text size="xs" c="dimmed">
              looked at <Time at={health.data.at} part="time" />
            </Text>
          )}
          <Button variant="default" loading={health.isFetching} onClick={() => void health.refetch()}>
            Look again
          </Button>
        </Group>
      }
    >
      <Stack gap={12}>
        {health.isError && (
          <ProblemPanel problem={problemOf(health.error)} onRetry={() => void health.refetch()} />
        )}
        {health.isPending && <Skeleton h={260} role="status" aria-label="Loading health" />}
        {health.data && (
          <>
            <Verdict health={health.data} />
            <div className={classes.columns}>
              <Components components={health.data.components} />
              <Machine resources={health.data.resources} />
            </div>
          </>
        )}
        <div className={classes.halves}>
          <DrillPanel />
          <Changes />
        </div>
      </Stack>
    </Page>
  );
}

const titles = {
  ok: 'All is well',
  degraded: 'It works, but not all of it',
  down: 'It does not work',
} as const;
const colors = { ok: 'teal', degraded: 'yellow', down: 'red' } as const;

function Verdict({ health: { status, components } }: { health: Health }) {
  const bad = components.filter((component) => component.status !== 'ok');
  const Icon = status === 'ok' ? IconCircleCheck : IconAlertTriangle;
  return (
    <div role="status" aria-label="Verdict">
      <Alert
        color={colors[status]}
        icon={<Icon />}
        title={status === 'ok' ? titles.ok : `${titles[status]}: ${plural(bad.length, 'thing')} to look at`}
        role="none"
      >
        {bad.length === 0 ? (
          `${plural(components.length, 'component')} answer as they should.`
        ) : (
          <ul className={classes.todo}>
            {bad.map((component) => (
              <Trouble key={component.name} component={component} />
            ))}
          </ul>
        )}
      </Alert>
    </div>
  );
}

function Trouble({ component: { title, detail, action, page } }: { component: HealthComponent }) {
  return (
    <li>
      <b>{title}.</b> {detail}
      <div>
        {action}{' '}
        {page !== null && (
          <Anchor fz="sm" renderRoot={(props) => <Link to={page} {...props} />}>
            {pageNames[page]}
          </Anchor>
        )}
      </div>
    </li>
  );
}

const pageNames = { '/workers': 'Open Workers', '/failed': 'Open Failed', '/runs': 'Open Runs' } as const;
