/** What can be done to pools and processes: asked first where it hurts, with a way back where there is one. */
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ProcessInfo } from '#contract/system';
import type { PoolChange, PoolInfo, ProcessActName } from '#contract/workers';
import { trpc } from '../api';
import { newKey } from '../idempotency-key';
import { tellProblem } from '../job-acts';
import { confirm } from '../../ui/confirm';
import { plural } from '../../ui/format';
import { changeText, undoOf } from './pool-change';

const undoMs = 12_000;

export function usePoolActs() {
  const cache = useQueryClient();
  const mutation = useMutation(
    trpc.workers.change.mutationOptions({
      onSuccess: (pool) => {
        cache.setQueryData<PoolInfo[]>(trpc.workers.pools.queryKey(), (pools) =>
          pools?.map((other) => (other.pool === pool.pool ? pool : other)),
        );
      },
      onError: (error) => tellProblem('The pool stays as it was', error),
    }),
  );
  const send = (pool: string, change: PoolChange) => mutation.mutateAsync({ pool, change, key: newKey() });

  /** Done at once; for a while it can be taken back. */
  async function change(pool: PoolInfo, wanted: PoolChange): Promise<void> {
    const undo = undoOf(pool, wanted);
    try {
      await send(pool.pool, wanted);
    } catch {
      return; // told by the mutation
    }
    const id = `pool-${pool.pool}`;
    const takeBack = (): void => {
      notifications.hide(id);
      void send(pool.pool, undo).catch(() => undefined);
    };
    notifications.hide(id);
    notifications.show({
      id,
      color: 'teal',
      title: changeText(pool, wanted),
      autoClose: undoMs,
      message: (
        <Group justify="flex-end">
          <Button size="compact-xs" variant="default" onClick={takeBack}>
            Undo
          </Button>
        </Group>
      ),
    });
  }

  return { change, busy: mutation.isPending };
}

const afterwards: Partial<Record<ProcessInfo['kind'], string>> = {
  gateway: 'This console reconnects by itself.',
  redis: 'The queue is down for about a second; nothing accepted is lost.',
  store: 'Results are not readable for about a second; nothing is lost.',
};

const words: Record<ProcessActName, { label: string; done: string }> = {
  pause: { label: 'Pause it', done: 'takes no more jobs' },
  resume: { label: 'Resume it', done: 'takes jobs again' },
  drain: { label: 'Drain it', done: 'finishes its jobs and ends' },
  replace: { label: 'Replace it', done: 'is replaced by a fresh one' },
  restart: { label: 'Restart it', done: 'restarts' },
  kill: { label: 'Kill it', done: 'was killed and is started again' },
};

function consequence(process: ProcessInfo, act: ProcessActName): string {
  const running = process.working.length;
  if (act === 'drain')
    return `It takes no more jobs${running > 0 ? `, finishes ${plural(running, 'job')}` : ''} and ends. Its pool is one process smaller then.`;
  const other = afterwards[process.kind];
  if (other) return other;
  return running > 0
    ? `${plural(running, 'job')} it runs ${running === 1 ? 'is' : 'are'} given back at once and run again.`
    : 'It runs no job at this moment.';
}

const asked: ReadonlySet<ProcessActName> = new Set(['drain', 'restart', 'kill']);

export function useProcessActs() {
  const mutation = useMutation(
    trpc.workers.act.mutationOptions({
      onSuccess: (_result, { name, act }) =>
        notifications.show({ color: 'teal', title: `${name} ${words[act].done}`, message: '' }),
      onError: (error, { name }) => tellProblem(`Nothing was done to ${name}`, error),
    }),
  );
  return {
    busy: mutation.isPending,
    async act(process: ProcessInfo, act: ProcessActName): Promise<void> {
      const yes =
        !asked.has(act) ||
        (await confirm({
          title: `${words[act].label.replace(' it', '')} ${process.name}?`,
          body: consequence(process, act),
          confirmLabel: words[act].label,
          danger: act === 'kill',
        }));
      if (yes) mutation.mutate({ name: process.name, act, key: newKey() });
    },
  };
}
