/** Drills: held from here, followed step by step, their reports kept and downloaded. */
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DrillReport } from '#contract/drills';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellProblem } from '../../shell/job-acts';
import { problemOf } from '../../shell/problem';
import { confirm } from '../../ui/confirm';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { plural } from '../../ui/format';
import { DrillDetails } from './DrillDetails';

export function DrillPanel() {
  const cache = useQueryClient();
  const drills = useQuery(trpc.drills.list.queryOptions());
  const counts = useQuery(trpc.jobs.counts.queryOptions({})).data;
  const start = useMutation(
    trpc.drills.start.mutationOptions({
      onSuccess: (report) =>
        cache.setQueryData<DrillReport[]>(trpc.drills.list.queryKey(), (before) => [
          report,
          ...(before ?? []).filter(({ id }) => id !== report.id),
        ]),
      onError: (error) => tellProblem('No drill is held', error),
    }),
  );
  const hold = async (): Promise<void> => {
    const active = counts?.active ?? 0;
    const yes = await confirm({
      title: 'Hold a drill?',
      body: `Fifty small flights are added; while they run, one worker and Redis are killed. ${
        active > 0
          ? `${plural(active, 'run')} of yours ${active === 1 ? 'is' : 'are'} active and may be run again. `
          : ''
      }The queue is away for about a second.`,
      confirmLabel: 'Hold the drill',
    });
    if (yes) start.mutate({ key: newKey() });
  };
  const [last, ...earlier] = drills.data ?? [];
  const running = last?.state === 'running';
  return (
    <Panel
      title="Drill"
      aside={
        <Button
          leftSection={<IconFlame size={14} />}
          loading={start.isPending || running}
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
