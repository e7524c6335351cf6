/** Retry and discard of dead letters. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellActResult, tellProblem } from '../../shell/job-acts';

interface LetterActs {
  retry(ids: readonly string[]): void;
  discard(ids: readonly string[], reason: string): void;
  busy: boolean;
}

export function useLetterActs(onDone: () => void): LetterActs {
  const cache = useQueryClient();
  const done = (): void => {
    onDone();
    void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
    void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
  };
  const retry = useMutation(
    trpc.deadLetters.retry.mutationOptions({
      onSuccess: (result) => {
        tellActResult('queued again', result);
        done();
      },
      onError: (error) => tellProblem('Nothing was retried', error),
    }),
  );
  const discard = useMutation(
    trpc.deadLetters.discard.mutationOptions({
      onSuccess: (result) => {
        tellActResult('discarded', result);
        done();
      },
      onError: (error) => tellProblem('Nothing was discarded', error),
    }),
  );
  return {
    retry: (ids) => retry.mutate({ ids: [...ids], key: newKey() }),
    discard: (ids, reason) => discard.mutate({ ids: [...ids], reason, key: newKey() }),
    busy: retry.isPending || discard.isPending,
  };
}
