/** Cancel and retry of jobs, for one and for many, with what they did told afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { ActResult } from '#contract/jobs';
import { plural } from '../ui/format';
import { trpc } from './api';
import { newKey } from './idempotency-key';
import { problemText } from './problem';

export function tellActResult(verb: string, result: ActResult): void {
  const reason = result.skipped[0]?.reason;
  const left = result.skipped.length;
  notifications.show({
    color: left > 0 ? 'yellow' : 'teal',
    title: `${plural(result.done, 'run')} ${verb}`,
    message:
      left > 0 ? `${plural(left, 'run')} left as they were. ${reason ?? 'Their state had changed.'}` : '',
  });
}

export function tellProblem(title: string, error: unknown): void {
  notifications.show({ color: 'red', title, message: problemText(error) });
}

interface JobActs {
  cancel(ids: readonly string[]): void;
  retry(ids: readonly string[]): void;
  busy: boolean;
}

export function useJobActs(onDone?: () => void): JobActs {
  const cache = useQueryClient();
  const settle = (verb: string) => (result: ActResult) => {
    tellActResult(verb, result);
    onDone?.();
    void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
    void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
  };
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({
      onSuccess: settle('cancelled'),
      onError: (error) => tellProblem('Nothing was cancelled', error),
    }),
  );
  const retry = useMutation(
    trpc.jobs.retry.mutationOptions({
      onSuccess: settle('queued again'),
      onError: (error) => tellProblem('Nothing was retried', error),
    }),
  );
  return {
    cancel: (ids) => cancel.mutate({ ids: [...ids], key: newKey() }),
    retry: (ids) => retry.mutate({ ids: [...ids], key: newKey() }),
    busy: cancel.isPending || retry.isPending,
  };
}
