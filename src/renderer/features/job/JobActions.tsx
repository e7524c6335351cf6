/** Cancel or retry this run. */
import { Button } from '@mantine/core';
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { terminalStates, type JobRow } from '#contract/jobs';
import { useJobActs } from '../../shell/job-acts';
import { confirm } from '../../ui/confirm';

export function JobActions({ job }: { job: JobRow }) {
  const acts = useJobActs();
  const cancel = async (): Promise<void> => {
    const yes = await confirm({
      title: 'Cancel this run?',
      body: job.state === 'active' ? 'The work on it is stopped now.' : 'It is taken out of its queue.',
      confirmLabel: 'Cancel it',
      danger: true,
    });
    if (yes) acts.cancel([job.id]);
  };
  const canRetry = job.state === 'failed' || job.state === 'cancelled';
  return (
    <>
      {!terminalStates.includes(job.state) && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={14} />}
          loading={acts.busy}
          onClick={() => void cancel()}
        >
          Cancel
        </Button>
      )}
      {canRetry && (
        <Button
          leftSection={<IconRefresh size={14} />}
          loading={acts.busy}
          onClick={() => acts.retry([job.id])}
        >
          Retry
        </Button>
      )}
    </>
  );
}
