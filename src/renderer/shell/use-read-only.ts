/** The read-only switch: its state, and switching it after a question. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReadOnlyState } from '#contract/access';
import { confirm } from '../ui/confirm';
import { trpc } from './api';
import { newKey } from './idempotency-key';
import { tellProblem } from './job-acts';

interface ReadOnlySwitch {
  state: ReadOnlyState | undefined;
  busy: boolean;
  switchOn(): Promise<void>;
  switchOff(): Promise<void>;
}

export function useReadOnly(): ReadOnlySwitch {
  const cache = useQueryClient();
  const state = useQuery(trpc.access.readOnly.queryOptions()).data;
  const change = useMutation(
    trpc.access.setReadOnly.mutationOptions({
      onSuccess: (next) => cache.setQueryData(trpc.access.readOnly.queryKey(), next),
      onError: (error) => tellProblem('Read-only mode was not switched', error),
    }),
  );
  const ask = async (on: boolean): Promise<void> => {
    const yes = await confirm(
      on
        ? {
            title: 'Make this instance read-only?',
            body: 'Consoles, command line and programs can look, and change nothing. Schedules are left out. Work that was accepted goes on.',
            confirmLabel: 'Make it read-only',
          }
        : {
            title: 'Allow changes?',
            body: state?.fromSettings
              ? 'This connection starts read-only. Changes are allowed until it is started again.'
              : 'Whoever uses this instance may change things again.',
            confirmLabel: 'Allow changes',
            danger: state?.fromSettings === true,
          },
    );
    if (yes) change.mutate({ on, reason: '', key: newKey() });
  };
  return { state, busy: change.isPending, switchOn: () => ask(true), switchOff: () => ask(false) };
}
