/** Stands in the place of a step's result: that it waits, runs, failed or was never asked for, and what can be done. */
import { Anchor, Button, Group, Progress, Skeleton, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useJobActs } from '../../shell/job-acts';
import { canRetry, stepNames, type Step, type StepState } from './steps';

const words: Record<StepState, string> = {
  waiting: 'waits for its turn',
  active: 'is being computed',
  delayed: 'is tried again soon',
  paused: 'is paused with its batch',
  completed: 'is done',
  failed: 'failed',
  cancelled: 'was cancelled',
  absent: 'was not asked for: add the file again',
  reading: 'is being read',
  unreadable: 'could not be read',
};

export function StepNote({ step }: { step: Step }) {
  const acts = useJobActs();
  const { jobId, state, reason } = step;
  if (state === 'reading')
    return <Skeleton h={64} role="status" aria-label={`Reading ${stepNames[step.engine]}`} />;
  return (
    <div role={state === 'failed' ? 'alert' : 'status'}>
      <Text size="sm" fw={500}>
        {stepNames[step.engine]} {words[state]}.
      </Text>
      {reason !== null && (
        <Text size="sm" c="dimmed">
          {reason}
        </Text>
      )}
      {state === 'active' && (
        <Progress
          mt={6}
          maw={260}
          value={(step.progress ?? 0) * 100}
          aria-label={`Progress of ${step.engine}`}
        />
      )}
      <Group gap="sm" mt={6}>
        {canRetry(step) && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={14} />}
            loading={acts.busy}
            onClick={() => jobId !== null && acts.retry([jobId])}
          >
            Retry
          </Button>
        )}
        {jobId !== null && (
          <Anchor size="sm" renderRoot={(props) => <Link to="/runs/$id" params={{ id: jobId }} {...props} />}>
            Its run
          </Anchor>
        )}
      </Group>
    </div>
  );
}
