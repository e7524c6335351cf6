/** One dead letter in full: reason, advice, attempts with stacks, input. */
import { Alert, Anchor, Button, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconRefresh, IconTrash } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DeadLetterDetail } from '#contract/dead-letters';
import { trpc } from '../../shell/api';
import { inputUrl } from '../../shell/files';
import { problemOf } from '../../shell/problem';
import { Attempts } from '../../ui/Attempts';
import { CopyField } from '../../ui/CopyField';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Stack as StackTrace } from '../../ui/Stack';
import { Time } from '../../ui/Time';
import { formatBytes, shortHash } from '../../ui/format';
import classes from './Failed.module.css';

interface LetterDrawerProps {
  id: string | null;
  busy: boolean;
  onClose(): void;
  onRetry(id: string): void;
  onDiscard(id: string): void;
  onSame(fingerprint: string): void;
}

export function LetterDrawer({ id, busy, onClose, onRetry, onDiscard, onSame }: LetterDrawerProps) {
  const letter = useQuery(trpc.deadLetters.get.queryOptions(id === null ? skipToken : { id }));
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size={560}
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
          <Group gap="sm">
            <Button leftSection={<IconRefresh size={14} />} loading={busy} onClick={() => onRetry(id)}>
              Retry
            </Button>
            <Button
              variant="default"
              leftSection={<IconTrash size={14} />}
              disabled={busy}
              onClick={() => onDiscard(id)}
            >
              Discard…
            </Button>
            <Anchor
              size="sm"
              ml="auto"
              renderRoot={(props) => <Link to="/runs/$id" params={{ id }} {...props} />}
            >
              Open the run
            </Anchor>
          </Group>
          <Facts letter={letter.data} onSame={onSame} />
          {letter.data.stack !== null && <StackTrace text={letter.data.stack} open />}
          <Title order={3}>Attempts</Title>
          <Attempts attempts={letter.data.timeline} />
        </Stack>
      )}
    </Drawer>
  );
}

function Facts({ letter, onSame }: { letter: DeadLetterDetail; onSame(fingerprint: string): void }) {
  return (
    <dl className={classes.facts}>
      <dt>Code</dt>
      <dd>
        <code className={classes.code}>{letter.errorCode}</code>
      </dd>
      <dt>Fingerprint</dt>
      <dd>
        <CopyField
          value={letter.fingerprint}
          shown={shortHash(letter.fingerprint)}
          label="Copy the fingerprint"
        />{' '}
        <Anchor component="button" size="sm" onClick={() => onSame(letter.fingerprint)}>
          All with this error
        </Anchor>
      </dd>
      <dt>Failed</dt>
      <dd>
        <Time at={letter.failedAt} part="datetime" />
      </dd>
      <dt>Engine</dt>
      <dd>
        {letter.engine} v{letter.engineVersion}
      </dd>
      <dt>Input</dt>
      <dd>
        {formatBytes(letter.sizeBytes)}{' '}
        <Anchor href={inputUrl(letter.jobId)} download={letter.fileName} size="sm">
          <IconDownload size={13} aria-hidden style={{ verticalAlign: -2 }} /> Original
        </Anchor>
      </dd>
      <dt>SHA-256</dt>
      <dd>
        <CopyField value={letter.sha256} shown={shortHash(letter.sha256)} label="Copy the SHA-256" />
      </dd>
      {Object.keys(letter.options).length > 0 && (
        <>
          <dt>Options</dt>
          <dd>
            <Text size="xs" component="code">
              {JSON.stringify(letter.options)}
            </Text>
          </dd>
        </>
      )}
    </dl>
  );
}
