/** Plans folders by cluster, shows the plan, and carries it out only when it is accepted. */
import { useState } from 'react';
import {
  Alert,
  Button,
  Group,
  Modal,
  Progress,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { LayoutPlan } from '#contract/media/clusters';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { formatBytes, formatCount, plural } from '../../../ui/format';

export function LayoutDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const [folder, setFolder] = useState('');
  const [how, setHow] = useState<LayoutPlan['how']>('copy');
  const [planId, setPlanId] = useState<string | null>(null);
  const plan = useQuery(
    trpc.media.layout.queryOptions(
      { id: planId ?? '' },
      {
        enabled: planId !== null,
        refetchInterval: (query) => (query.state.data?.state === 'running' ? 700 : false),
      },
    ),
  );
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
  const shown = planId === null ? undefined : plan.data;
  const close = (): void => {
    setPlanId(null);
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
            setPlanId(null);
          }}
        />
        <SegmentedControl
          aria-label="How files get there"
          value={how}
          onChange={(next) => {
            setHow(next === 'link' ? 'link' : 'copy');
            setPlanId(null);
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
          <Plan
            plan={shown}
            busy={accept.isPending}
            onAccept={() => accept.mutate({ id: shown.id, key: newKey() })}
          />
        ) : (
          <Group justify="flex-end">
            <Button
              disabled={folder.trim() === ''}
              loading={make.isPending}
              onClick={() => make.mutate({ folder: folder.trim(), how, minSize: 2, key: newKey() })}
            >
              Make a plan
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function Plan({ plan, busy, onAccept }: { plan: LayoutPlan; busy: boolean; onAccept(): void }) {
  const { files, bytes, folders, state, written, skipped, message } = plan;
  return (
    <>
      <Text size="sm" fw={600}>
        {plural(files, 'file')} in {plural(folders.length, 'folder')}, {formatBytes(bytes)}
      </Text>
      <div style={{ maxHeight: 240, overflowY: 'auto' }}>
        <Table aria-label="Planned folders">
          <Table.Tbody>
            {folders.map(({ name, files: count }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td ta="right">{formatCount(count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {state !== 'planned' && (
        <Progress value={(100 * (written + skipped)) / Math.max(1, files)} aria-label="Files written" />
      )}
      {message && (
        <Alert color="red" role="alert">
          {message}
        </Alert>
      )}
      <Group justify="space-between">
        <Text size="sm" role="status">
          {state === 'planned'
            ? ''
            : `${formatCount(written)} written, ${formatCount(skipped)} there already`}
          {state === 'done' && ', done'}
        </Text>
        {(state === 'planned' || state === 'failed') && (
          <Button loading={busy} disabled={files === 0} onClick={onAccept}>
            {state === 'failed' ? 'Go on' : 'Accept and write'}
          </Button>
        )}
      </Group>
    </>
  );
}
