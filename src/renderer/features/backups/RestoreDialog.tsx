/** Asks before everything is replaced by a backup: says what goes and what comes, and wants the name typed. */
import { useState } from 'react';
import { Alert, Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BackupSummary } from '#contract/backups';
import { trpc } from '../../shell/api';
import { deadLetterTotal } from '../../shell/dead-letter-total';
import { newKey } from '../../shell/idempotency-key';
import { problemOf } from '../../shell/problem';
import { formatBytes, formatCount } from '../../ui/format';
import { Time } from '../../ui/Time';

interface RestoreDialogProps {
  backup: BackupSummary;
  folder: string | null;
  onClose(): void;
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

export function RestoreDialog({ backup, folder, onClose }: RestoreDialogProps) {
  const cache = useQueryClient();
  const [typed, setTyped] = useState('');
  const restore = useMutation(
    trpc.backups.restore.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: trpc.backups.pathKey() });
        onClose();
      },
    }),
  );
  const matches = typed.trim() === backup.name;
  const submit = (): void => {
    if (matches) restore.mutate({ name: backup.name, folder, key: newKey() });
  };
  return (
    <Modal opened onClose={onClose} title={`Restore ${backup.name}?`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            Everything of this instance is replaced by what it was <Time at={backup.createdAt} />: runs,
            results, files, batches, letters, schedules, the audit log. What is there now is moved to a folder{' '}
            <code>before-restore-…</code> in the data directory and can be brought back from there.
          </Text>
          <Comparison backup={backup} />
          <Text size="sm" c="dimmed">
            The backup is copied and checked first; meanwhile nothing can be changed, and you can still
            cancel. Then the instance starts again, which takes a few seconds. If it cannot start with the
            backup, it starts with what is there now.
          </Text>
          <TextInput
            label={`Type ${backup.name} to confirm`}
            value={typed}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {restore.isError && (
            <Alert color="red" role="alert" title="It was not begun">
              {problemOf(restore.error).message}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Leave as is
            </Button>
            <Button type="submit" color="red" disabled={!matches} loading={restore.isPending}>
              Replace everything
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Comparison({ backup }: { backup: BackupSummary }) {
  const counts = useQuery(trpc.jobs.counts.queryOptions({})).data;
  const batches = useQuery(trpc.batches.list.queryOptions()).data;
  const letters = useQuery(deadLetterTotal).data;
  const rows = [
    ['Runs', counts && sum(counts), sum(backup.jobs)],
    ['Batches', batches?.length, backup.batches],
    ['Dead letters', letters, backup.deadLetters],
  ] as const;
  return (
    <Table fz="sm" aria-label="What changes">
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th ta="right">Now</Table.Th>
          <Table.Th ta="right">In the backup</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([what, now, then]) => (
          <Table.Tr key={what}>
            <Table.Th scope="row" fw={500}>
              {what}
            </Table.Th>
            <Table.Td ta="right">{now === undefined ? '…' : formatCount(now)}</Table.Td>
            <Table.Td ta="right">{formatCount(then)}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Th scope="row" fw={500}>
            To be copied
          </Table.Th>
          <Table.Td />
          <Table.Td ta="right">{formatBytes(backup.bytes)}</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
