/** Pause, resume, cancel and retry of a batch. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Batch } from '#contract/batches';
import { confirm } from '../ui/confirm';
import { plural } from '../ui/format';
import { trpc } from './api';
import { newKey } from './idempotency-key';
import { tellActResult, tellProblem } from './job-acts';

interface BatchActs {
  pause(): void;
  resume(): void;
  retryFailed(): void;
  /** Asks first. */
  cancel(): Promise<void>;
  busy: boolean;
}

export function useBatchActs(batch: Batch): BatchActs {
  const cache = useQueryClient();
  const again = (): void => {
    void cache.invalidateQueries({ queryKey: trpc.batches.pathKey() });
    void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
  };
  const options = (title: string) => ({
    onSuccess: (answer: Batch) => {
      cache.setQueryData(trpc.batches.get.queryKey({ id: answer.id }), answer);
      again();
    },
    onError: (error: unknown) => tellProblem(title, error),
  });
  const pause = useMutation(trpc.batches.pause.mutationOptions(options('The batch was not paused')));
  const resume = useMutation(trpc.batches.resume.mutationOptions(options('The batch was not resumed')));
  const cancel = useMutation(trpc.batches.cancel.mutationOptions(options('The batch was not cancelled')));
  const retry = useMutation(
    trpc.batches.retryFailed.mutationOptions({
      onSuccess: (result) => {
        tellActResult('queued again', result);
        again();
      },
      onError: (error) => tellProblem('Nothing was retried', error),
    }),
  );
  const input = () => ({ id: batch.id, key: newKey() });
  const open = batch.counts.waiting + batch.counts.active + batch.counts.delayed + batch.counts.paused;
  return {
    pause: () => pause.mutate(input()),
    resume: () => resume.mutate(input()),
    retryFailed: () => retry.mutate(input()),
    cancel: async () => {
      const yes = await confirm({
        title: `Cancel “${batch.name}”?`,
        body: `${plural(open, 'run')} not yet finished will be cancelled. What is done stays.`,
        confirmLabel: 'Cancel the batch',
        danger: true,
      });
      if (yes) cancel.mutate(input());
    },
    busy: pause.isPending || resume.isPending || cancel.isPending || retry.isPending,
  };
}
