/** Acts of the operator for the palette: batches, schedules, saved views, read-only mode. */
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconBookmark,
  IconLock,
  IconLockOpen,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Batch } from '#contract/batches';
import { confirm } from '../../ui/confirm';
import { useScheduleActs } from '../acts/use-schedule-acts';
import { trpc } from '../api';
import { newKey } from '../idempotency-key';
import { tellProblem } from '../job-acts';
import { useReadOnly } from '../use-read-only';
import { useSavedViews } from '../use-saved-views';
import { heard } from './heard';
import { useInstanceActions } from './use-instance-actions';
import { useTriageActions } from './use-triage-actions';
import { useWorkerActions } from './use-worker-actions';

const icon = { size: 18, stroke: 1.6 };

/** @param opened lists that only the palette shows are read while it is open */
export function useOperatorActions(opened: boolean): SpotlightActionGroupData[] {
  const readOnly = useReadOnly();
  const { views, open } = useSavedViews();
  const batches = useBatchActions(opened);
  const schedules = useScheduleActions(opened);
  const workers = useWorkerActions(opened);
  const triage = useTriageActions(opened);
  const instance = useInstanceActions(opened);
  return [
    {
      group: 'Views',
      actions: views.map((view) => ({
        id: `view-${view.id}`,
        label: view.name,
        description: view.page.slice(1),
        leftSection: <IconBookmark {...icon} />,
        onClick: () => open(view),
      })),
    },
    {
      group: 'Operate',
      actions: [
        readOnly.state?.on
          ? {
              id: 'read-only-off',
              label: 'Allow changes (leave read-only mode)…',
              leftSection: <IconLockOpen {...icon} />,
              onClick: () => void readOnly.switchOff(),
            }
          : {
              id: 'read-only-on',
              label: 'Make this instance read-only…',
              leftSection: <IconLock {...icon} />,
              onClick: () => void readOnly.switchOn(),
            },
        ...batches,
        ...schedules,
        ...workers,
        ...triage,
        ...instance,
      ],
    },
  ];
}

function useChange() {
  const cache = useQueryClient();
  return {
    onSuccess: () => void cache.invalidateQueries(),
    onError: (error: unknown) => tellProblem('Nothing was done', error),
  };
}

/** Of the batches that are not over, newest first. */
function useBatchActions(opened: boolean) {
  const options = useChange();
  const all = useQuery({ ...trpc.batches.list.queryOptions(), ...heard(opened) }).data ?? [];
  const pause = useMutation(trpc.batches.pause.mutationOptions(options));
  const resume = useMutation(trpc.batches.resume.mutationOptions(options));
  const cancel = useMutation(trpc.batches.cancel.mutationOptions(options));
  const retry = useMutation(trpc.batches.retryFailed.mutationOptions(options));
  const input = ({ id }: Batch) => ({ id, key: newKey() });
  const ask = async (batch: Batch): Promise<void> => {
    const body = 'Its runs that have not finished are cancelled. What is done stays.';
    const title = `Cancel “${batch.name}”?`;
    if (await confirm({ title, body, confirmLabel: 'Cancel the batch', danger: true }))
      cancel.mutate(input(batch));
  };
  return all.slice(0, 20).flatMap((batch) => {
    const { id, name, state, counts } = batch;
    const live = state === 'running' || state === 'open' || state === 'paused';
    return [
      state === 'running' && {
        id: `pause-${id}`,
        label: `Pause batch “${name}”`,
        leftSection: <IconPlayerPause {...icon} />,
        onClick: () => pause.mutate(input(batch)),
      },
      state === 'paused' && {
        id: `resume-${id}`,
        label: `Resume batch “${name}”`,
        leftSection: <IconPlayerPlay {...icon} />,
        onClick: () => resume.mutate(input(batch)),
      },
      live && {
        id: `cancel-${id}`,
        label: `Cancel batch “${name}”…`,
        leftSection: <IconX {...icon} />,
        onClick: () => void ask(batch),
      },
      counts.failed > 0 && {
        id: `retry-${id}`,
        label: `Retry what failed in “${name}”`,
        leftSection: <IconRefresh {...icon} />,
        onClick: () => retry.mutate(input(batch)),
      },
    ].filter((action) => action !== false);
  });
}

function useScheduleActions(opened: boolean) {
  const all = useQuery({ ...trpc.schedules.list.queryOptions(), ...heard(opened) }).data ?? [];
  const acts = useScheduleActs();
  return all.flatMap((schedule) => {
    const { id, name, paused } = schedule;
    return [
      {
        id: `run-${id}`,
        label: `Run schedule “${name}” now`,
        leftSection: <IconPlayerTrackNext {...icon} />,
        onClick: () => acts.run(schedule),
      },
      {
        id: `toggle-${id}`,
        label: `${paused ? 'Resume' : 'Pause'} schedule “${name}”`,
        leftSection: paused ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />,
        onClick: () => (paused ? acts.resume : acts.pause)(schedule),
      },
    ];
  });
}
