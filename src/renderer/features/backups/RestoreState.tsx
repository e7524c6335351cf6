/** A restore that is going on, and how the last one ended. */
import { useState } from 'react';
import { Alert, Button, Loader, Progress, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BackupState, RestoreEnd, RestoreProgress } from '#contract/backups';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellProblem } from '../../shell/job-acts';
import { useNow } from '../../ui/clock';
import { formatBytes, formatCount, formatEta } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { Time } from '../../ui/Time';

/** An older one is history: the audit log has it. */
const shownForMs = 24 * 3600 * 1000;

export function RestoreState({ state: { restoring, restored } }: { state: BackupState }) {
  const now = useNow(60_000);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  if (restoring) return <Restoring progress={restoring} />;
  if (restored === null || restored.at === closedAt || now - restored.at > shownForMs) return null;
  return <Ended end={restored} onClose={() => setClosedAt(restored.at)} />;
}

function Restoring({ progress }: { progress: RestoreProgress }) {
  const cache = useQueryClient();
  const now = useNow(1000);
  const cancel = useMutation(
    trpc.backups.cancelRestore.mutationOptions({
      onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.backups.pathKey() }),
      onError: (error) => tellProblem('It was not cancelled', error),
    }),
  );
  const { name, phase, doneBytes, totalBytes, doneFiles, totalFiles, startedAt } = progress;
  if (phase === 'restarting')
    return (
      <Panel title={`Restoring ${name}`} aside={<Loader size={16} />}>
        <Text size="sm" role="status">
          The instance starts again with the backup. The console connects by itself.
        </Text>
      </Panel>
    );
  const share = totalBytes === 0 ? 0 : doneBytes / totalBytes;
  const left = share > 0.05 ? ((now - startedAt) * (1 - share)) / share : null;
  return (
    <Panel
      title={`Restoring ${name}`}
      aside={
        <Button
          size="compact-sm"
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ key: newKey() })}
        >
          Cancel
        </Button>
      }
    >
      <Progress value={share * 100} aria-label="Progress of the restore" animated mb="xs" />
      <Text size="sm" role="status">
        Copying and checking: {formatCount(doneFiles)} of {formatCount(totalFiles)} files,{' '}
        {formatBytes(doneBytes)} of {formatBytes(totalBytes)}
        {left !== null && `, ${formatEta(left)} left`}
      </Text>
    </Panel>
  );
}

function Ended({ end: { name, at, error, aside }, onClose }: { end: RestoreEnd; onClose(): void }) {
  const close = { withCloseButton: true, closeButtonLabel: 'Close the note', onClose };
  if (error !== null)
    return (
      <Alert color="red" role="alert" title={`${name} was not restored`} {...close}>
        {error} What was there before is there still.
      </Alert>
    );
  return (
    <Alert color="teal" role="status" title={`${name} was restored`} {...close}>
      <Time at={at} />.{' '}
      {aside === null ? (
        'What was there before has been removed.'
      ) : (
        <>
          What was there before is in <code>{aside}</code>; remove it below when you do not need it.
        </>
      )}
    </Alert>
  );
}
