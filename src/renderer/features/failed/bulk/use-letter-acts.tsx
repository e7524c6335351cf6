/** Retry of one or a few letters, with a way back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellActResult, tellProblem } from '../../../shell/job-acts';
import { UndoNote } from './UndoNote';

interface LetterActs {
  retry(id: string): void;
  busy: boolean;
}

export function useLetterActs(onDone: () => void): LetterActs {
  const cache = useQueryClient();
  const retry = useMutation(
    trpc.deadLetters.retry.mutationOptions({
      onSuccess: (result, { key }) => {
        onDone();
        void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
        void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
        if (result.skipped.length > 0) tellActResult('queued again', result);
        else tellRetried(key);
      },
      onError: (error) => tellProblem('Nothing was retried', error),
    }),
  );
  return {
    retry: (id) => retry.mutate({ ids: [id], key: newKey() }),
    busy: retry.isPending,
  };
}

function tellRetried(key: string): void {
  const id = `retry-${key}`;
  notifications.show({
    id,
    color: 'teal',
    title: '1 run queued again',
    message: (
      <UndoNote act={key} noteId={id}>
        Until it starts, this can be undone.
      </UndoNote>
    ),
  });
}
