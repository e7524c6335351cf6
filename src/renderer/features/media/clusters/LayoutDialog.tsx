/** Plans folders by cluster, shows the plan, carries it out only when it is accepted, and takes the last one back. */
import { useState } from 'react';
import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { LayoutPlan } from '#contract/media/clusters';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { confirm } from '../../../ui/confirm';
import { plural } from '../../../ui/format';
import { Time } from '../../../ui/Time';
import { LayoutPlanView } from './LayoutPlanView';

const isBusy = (plan?: LayoutPlan | null) => plan?.state === 'running' || plan?.state === 'undoing';

export function LayoutDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const [folder, setFolder] = useState('');
  const [how, setHow] = useState<LayoutPlan['how']>('copy');
  const [begunAnew, setBegunAnew] = useState(false);
  const [planId, setPlanId] = useState<string | null>(null);
  const plan = useQuery(
    trpc.media.layout.queryOptions(
      { id: planId ?? '' },
      {
        enabled: planId !== null,
        refetchInterval: (query) => (isBusy(query.state.data) ? 700 : false),
      },
    ),
  );
  const last = useQuery(trpc.media.lastLayout.queryOptions(undefined, { enabled: opened })).data;
  const failed = (title: string) => (error: unknown) => tellProblem(title, error);
  const make = useMutation(
    trpc.media.planLayout.mutationOptions({
      onSuccess: ({ id }) => setPlanId(id),
      onError: failed('No plan was made'),
    }),
  );
  const accept = useMutation(
    trpc.media.acceptLayout.mutationOptions({
      onSuccess: () => void plan.refetch(),
      onError: failed('Nothing was written'),
    }),
  );
  const undo = useMutation(
    trpc.media.undoLayout.mutationOptions({
      onSuccess: ({ id }) => {
        setPlanId(id);
        void plan.refetch();
      },
      onError: failed('It was not taken back'),
    }),
  );
  // What still runs, or was broken off, is shown again after the dialog was closed or the page loaded anew.
  const goesOn =
    last && (isBusy(last) || last.state === 'failed' || last.state === 'undo-failed') && !begunAnew
      ? last.id
      : null;
  if (opened && planId === null && goesOn !== null) setPlanId(goesOn);
  const shown = planId === null ? undefined : plan.data;
  const takeBack = async ({ id, folder: at }: LayoutPlan): Promise<void> => {
    const yes = await confirm({
      title: 'Take this layout back?',
      body: `The files that it wrote into ${at} are removed, and the folders that are empty then. Files that you changed, and what was there before, stay.`,
      confirmLabel: 'Take it back',
    });
    if (yes) undo.mutate({ id, key: newKey() });
  };
  const anew = (): void => {
    setPlanId(null);
    setBegunAnew(true);
  };
  const close = (): void => {
    setPlanId(null);
    setBegunAnew(false);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title="Lay out in folders" size="lg">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          A folder for each cluster of two and more. Nothing is written before you accept the plan, nothing is
          overwritten, and what you added stays where it is.
        </Text>
        <TextInput
          label="Folder on the machine of this instance"
          placeholder="/home/me/Pictures/by cluster"
          value={folder}
          onChange={(event) => {
            setFolder(event.currentTarget.value);
            anew();
          }}
        />
        <SegmentedControl
          aria-label="How files get there"
          value={how}
          onChange={(next) => {
            setHow(next === 'link' ? 'link' : 'copy');
            anew();
          }}
          data={[
            { value: 'copy', label: 'Copies' },
            { value: 'link', label: 'Hard links (no extra space)' },
          ]}
        />
        {how === 'link' && (
          <Alert color="yellow" p="xs">
            Links share their content with the store of this instance: look at them, but do not edit them in
            place.
          </Alert>
        )}
        {shown ? (
          <LayoutPlanView
            plan={shown}
            busy={accept.isPending || undo.isPending}
            onUndo={() => void takeBack(shown)}
            onAccept={() => accept.mutate({ id: shown.id, key: newKey() })}
          />
        ) : (
          <>
            {last?.state === 'done' && (
              <Group gap="xs" justify="space-between" wrap="nowrap">
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  Last: {plural(last.written, 'file')} written into {last.folder}, planned{' '}
                  <Time at={last.madeAt} />
                </Text>
                <Button
                  size="xs"
                  variant="default"
                  style={{ flex: 'none' }}
                  loading={undo.isPending}
                  onClick={() => void takeBack(last)}
                >
                  Undo
                </Button>
              </Group>
            )}
            <Group justify="flex-end">
              <Button
                disabled={folder.trim() === ''}
                loading={make.isPending}
                onClick={() => make.mutate({ folder: folder.trim(), how, minSize: 2, key: newKey() })}
              >
                Make a plan
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}
