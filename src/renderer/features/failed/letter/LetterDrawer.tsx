/** One dead letter in full: reason, advice, payload, file, attempts with stacks and logs. */
import { Alert, Anchor, Button, Drawer, Group, Skeleton, Stack, Title } from '@mantine/core';
import { IconDownload, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { Attempts } from '../../../ui/Attempts';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { exportUrl } from '../bulk/export-url';
import { InputView } from './InputView';
import { LetterFacts } from './LetterFacts';

interface LetterDrawerProps {
  id: string | null;
  busy: boolean;
  /** A dialog is open above it: Escape is for that one. */
  covered: boolean;
  onClose(): void;
  onRetry(id: string): void;
  onEdit(): void;
  onDiscard(id: string, fileName: string): void;
  onSame(fingerprint: string): void;
}

export function LetterDrawer(props: LetterDrawerProps) {
  const { id, busy, onClose, onRetry, onEdit, onDiscard, onSame } = props;
  const letter = useQuery(trpc.deadLetters.get.queryOptions(id === null ? skipToken : { id }));
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      closeOnEscape={!props.covered}
      size={620}
      title={letter.data?.fileName ?? 'Failed run'}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {letter.isError && (
        <ProblemPanel problem={problemOf(letter.error)} onRetry={() => void letter.refetch()} />
      )}
      {letter.isLoading && <Skeleton h={260} />}
      {letter.data && id !== null && (
        <Stack gap="md">
          <Alert color="red" title={letter.data.errorMessage}>
            {letter.data.action}
          </Alert>
          <Group gap="xs">
            <Button leftSection={<IconRefresh size={14} />} loading={busy} onClick={() => onRetry(id)}>
              Retry
            </Button>
            <Button variant="default" leftSection={<IconPencil size={14} />} disabled={busy} onClick={onEdit}>
              Edit payload…
            </Button>
            <Button
              variant="default"
              leftSection={<IconTrash size={14} />}
              disabled={busy}
              onClick={() => onDiscard(id, letter.data.fileName)}
            >
              Discard…
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload size={14} />}
              title="A ZIP with payload, errors, logs and file; secrets are left out"
              renderRoot={(root) => <a href={exportUrl({ ids: [id] })} download {...root} />}
            >
              Export
            </Button>
            <Anchor
              size="sm"
              ml="auto"
              renderRoot={(root) => <Link to="/runs/$id" params={{ id }} {...root} />}
            >
              Open the run
            </Anchor>
          </Group>
          <LetterFacts letter={letter.data} onSame={onSame} />
          <Title order={3}>Attempts</Title>
          <Attempts attempts={letter.data.timeline} />
          <InputView letter={letter.data} />
        </Stack>
      )}
    </Drawer>
  );
}
