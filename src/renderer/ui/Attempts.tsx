/** The attempts of a job in order, each with its error and stack. */
import { Code, Text, Timeline } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlayerStop, IconRefresh, IconSkull } from '@tabler/icons-react';
import type { JobAttempt, JobLogLine } from '#contract/jobs';
import { formatDuration, plural } from './format';
import { LogLines } from './LogLines';
import { Stack } from './Stack';
import { Time } from './Time';
import { WorkerName } from './WorkerName';
import classes from './Stack.module.css';

const looks = {
  completed: { color: 'teal', Icon: IconCheck, text: 'completed' },
  failed: { color: 'red', Icon: IconAlertTriangle, text: 'failed' },
  retried: { color: 'yellow', Icon: IconRefresh, text: 'failed, tried again' },
  cancelled: { color: 'gray', Icon: IconPlayerStop, text: 'cancelled' },
  crashed: { color: 'red', Icon: IconSkull, text: 'ended with its process' },
} as const;

/** With `logs`, each attempt also shows what it logged. */
export function Attempts({
  attempts,
}: {
  attempts: readonly (JobAttempt & { logs?: readonly JobLogLine[] })[];
}) {
  if (attempts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No attempt has ended yet.
      </Text>
    );
  }
  return (
    <Timeline bulletSize={22} lineWidth={2} active={attempts.length}>
      {attempts.map((attempt) => {
        const { color, Icon, text } = looks[attempt.outcome];
        return (
          <Timeline.Item
            key={`${attempt.attempt}-${attempt.startedAt}`}
            color={color}
            bullet={<Icon size={13} />}
            title={
              <Text size="sm" fw={600} component="span">
                Attempt {attempt.attempt}: {text}
              </Text>
            }
          >
            <Text size="xs" c="dimmed" mb={4}>
              <Time at={attempt.startedAt} /> on <WorkerName name={attempt.worker} />,{' '}
              {formatDuration(attempt.finishedAt - attempt.startedAt)}
            </Text>
            {attempt.errorCode !== null && (
              <Text size="sm" mb={6}>
                <Code>{attempt.errorCode}</Code> {attempt.errorMessage}
              </Text>
            )}
            {attempt.stack !== null && <Stack text={attempt.stack} />}
            {attempt.logs && attempt.logs.length > 0 && (
              <details className={classes.details}>
                <summary className={classes.summary}>{plural(attempt.logs.length, 'log line')}</summary>
                <div className={classes.lines} tabIndex={0}>
                  <LogLines lines={attempt.logs} label={`Log of attempt ${attempt.attempt}`} />
                </div>
              </details>
            )}
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
