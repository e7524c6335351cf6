/** Drills: held from here, followed step by step, their reports kept and downloaded. */
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDrill } from '../../shell/acts/use-drill';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { DrillDetails } from './DrillDetails';

export function DrillPanel() {
  const drills = useQuery(trpc.drills.list.queryOptions());
  const { hold, starting } = useDrill();
  const [last, ...earlier] = drills.data ?? [];
  const running = last?.state === 'running';
  return (
    <Panel
      title="Drill"
      aside={
        <Button
          leftSection={<IconFlame size={14} />}
          loading={starting || running}
          onClick={() => void hold()}
        >
          Hold a drill…
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb={10}>
        Kills a worker and Redis under a small load of real jobs, and proves that nothing was lost.
      </Text>
      {drills.isError && (
        <ProblemPanel problem={problemOf(drills.error)} onRetry={() => void drills.refetch()} />
      )}
      {drills.isPending && <Skeleton h={80} />}
      {drills.data?.length === 0 && <Text size="sm">None was held yet.</Text>}
      {last && <DrillDetails drill={last} open />}
      {earlier.length > 0 && (
        <Group mt={10} mb={4}>
          <Text size="xs" c="dimmed">
            Earlier drills
          </Text>
        </Group>
      )}
      {earlier.map((drill) => (
        <DrillDetails key={drill.id} drill={drill} open={false} />
      ))}
    </Panel>
  );
}
