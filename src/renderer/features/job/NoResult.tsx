/** What stands in place of a result that is not there. */
import { Progress } from '@mantine/core';
import { IconClockHour4, IconMoodEmpty } from '@tabler/icons-react';
import type { JobRow, JobState } from '#contract/jobs';
import { EmptyNote } from '../../ui/EmptyNote';

const reasons: Record<JobState, { title: string; text: string }> = {
  waiting: { title: 'It waits for a worker', text: 'The result appears here by itself.' },
  active: { title: 'It is being worked on', text: 'The result appears here by itself.' },
  delayed: { title: 'It is tried again soon', text: 'The last attempt failed; see Attempts for the reason.' },
  paused: { title: 'Its batch is paused', text: 'Resume the batch to go on.' },
  completed: {
    title: 'It has no result',
    text: 'The stored result is not there any more; retry to make it again.',
  },
  failed: { title: 'It failed, so there is no result', text: 'See Attempts for what happened each time.' },
  cancelled: { title: 'It was cancelled', text: 'Retry to run it again.' },
};

const heldBack = {
  title: 'It did not run',
  text: 'A step before it failed. Retry that one, and this one follows by itself.',
};

export function NoResult({ job }: { job: JobRow }) {
  const reason = job.errorCode === 'STEP_FAILED' ? heldBack : reasons[job.state];
  const ended = job.state === 'failed' || job.state === 'cancelled';
  return (
    <EmptyNote icon={ended ? <IconMoodEmpty size={26} /> : <IconClockHour4 size={26} />} title={reason.title}>
      {reason.text}
      {job.state === 'active' && (
        <Progress
          mt="md"
          value={(job.progress ?? 0) * 100}
          aria-label="Progress of the run"
          w={260}
          mx="auto"
        />
      )}
    </EmptyNote>
  );
}
