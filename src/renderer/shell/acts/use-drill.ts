/** Holding a drill, after a question. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DrillReport } from '#contract/drills';
import { confirm } from '../../ui/confirm';
import { plural } from '../../ui/format';
import { client, trpc } from '../api';
import { newKey } from '../idempotency-key';
import { tellProblem } from '../job-acts';

export function useDrill() {
  const cache = useQueryClient();
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
  /** @returns whether it was wanted */
  async function hold(): Promise<boolean> {
    const { active = 0 } = await client.jobs.counts.query({}).catch(() => ({ active: 0 }));
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
    return yes;
  }
  return { hold, starting: start.isPending };
}
