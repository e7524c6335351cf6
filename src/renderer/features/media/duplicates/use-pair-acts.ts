/** Decisions about pairs, each with an undo at hand. */
import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { AssetPair, PairsDecision } from '#contract/media/duplicates';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { plural } from '../../../ui/format';
import { dropUndoNote, tellUndoable } from '../../../ui/undo-note';

export interface PairActs {
  busy: boolean;
  keep(id: string, keepId: string): void;
  both(id: string): void;
  undo(id: string): void;
  /** What was decided last on this page; null when nothing was. */
  undoLast: (() => void) | null;
  decideAll(decision: PairsDecision): void;
  /** Takes back what was decided together. */
  reopen(actKey: string): void;
}

export function usePairActs(): PairActs {
  const cache = useQueryClient();
  const [last, setLast] = useState<string | null>(null);
  const done = () => void cache.invalidateQueries({ queryKey: trpc.media.pathKey() });
  const decide = useMutation(
    trpc.media.decidePair.mutationOptions({
      onSuccess: (pair, { id, decision: { decision } }) => {
        done();
        setLast(decision === 'undo' ? null : id);
        if (decision === 'undo') dropUndoNote(noteOf(id));
        else tellUndoable(told(pair, decision), () => undo(id), noteOf(id));
      },
      onError: (error) => tellProblem('The pair stays as it was', error),
    }),
  );
  const all = useMutation(
    trpc.media.decidePairs.mutationOptions({
      onSuccess: ({ actKey, decided, left }) => {
        done();
        if (decided > 0)
          tellUndoable(`${plural(decided, 'pair')} decided`, () => reopen(actKey), noteOf(actKey));
        if (left > 0)
          notifications.show({
            title: `${plural(left, 'pair')} left for you`,
            message: 'Their suggested one was put away by another pair.',
          });
      },
      onError: (error) => tellProblem('Not all pairs were decided', error),
    }),
  );
  const back = useMutation(
    trpc.media.reopenPairs.mutationOptions({
      onSuccess: ({ reopened }, { actKey }) => {
        done();
        dropUndoNote(noteOf(actKey));
        notifications.show({ color: 'teal', message: `${plural(reopened, 'pair')} to look at again` });
      },
      onError: (error) => tellProblem('The pairs stay as they were decided', error),
    }),
  );
  const reopen = (actKey: string) => back.mutate({ actKey, key: newKey() });
  const undo = (id: string) => decide.mutate({ id, decision: { decision: 'undo' }, key: newKey() });
  return {
    busy: decide.isPending || all.isPending || back.isPending,
    keep: (id, keepId) => decide.mutate({ id, decision: { decision: 'keep', keepId }, key: newKey() }),
    both: (id) => decide.mutate({ id, decision: { decision: 'both' }, key: newKey() }),
    undo,
    undoLast: last === null ? null : () => undo(last),
    decideAll: (decision) => all.mutate({ ...decision, key: newKey() }),
    reopen,
  };
}

/** @param id of a pair or an act */
const noteOf = (id: string) => `pair ${id}`;

function told({ first, second, keptId }: AssetPair, decision: 'keep' | 'both'): string {
  if (decision === 'both') return 'Both are kept';
  const away = keptId === first.id ? second : first;
  return `Put away: ${away.fileName.split('/').at(-1) ?? away.fileName}`;
}
