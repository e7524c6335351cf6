/** Starts an act on many letters and tells what came of it, with a way back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { BulkRequest, LetterBulk } from '#contract/letter-bulks';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { plural } from '../../../ui/format';
import { bulkPast } from './bulk-words';
import { UndoNote } from './UndoNote';

export function useStartBulk(onStarted: () => void): { start(request: BulkRequest): void; busy: boolean } {
  const cache = useQueryClient();
  const start = useMutation(
    trpc.deadLetters.startBulk.mutationOptions({
      onSuccess: (bulk) => {
        onStarted();
        void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
        void cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
        if (bulk.finishedAt !== null) tellEnd(bulk);
      },
      onError: (error) => tellProblem('Nothing was done', error),
    }),
  );
  return { start: (request) => start.mutate({ request, key: newKey() }), busy: start.isPending };
}

export function tellEnd(bulk: LetterBulk): void {
  const left = bulk.skipped > 0 ? `${plural(bulk.skipped, 'letter')} left as they were. ` : '';
  const id = `bulk-${bulk.id}`;
  notifications.show({
    id,
    color: bulk.skipped > 0 ? 'yellow' : 'teal',
    title: `${plural(bulk.done, 'letter')} ${bulkPast[bulk.verb]}`,
    message: (
      <UndoNote act={bulk.verb === 'undo' || bulk.done === 0 ? null : bulk.id} noteId={id}>
        {left}
        {bulk.message ?? ''}
      </UndoNote>
    ),
  });
}
