/** Why the run failed, and what can be done. */
import { Alert, Code, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { JobRow } from '#contract/jobs';
import { actionFor } from '../../shell/problem';

export function JobProblem({ job }: { job: JobRow }) {
  const action = actionFor(job.errorCode);
  return (
    <Alert
      color={job.state === 'failed' ? 'red' : 'yellow'}
      icon={<IconAlertTriangle size={18} />}
      title={job.errorMessage ?? job.errorCode}
    >
      <Text size="sm">
        {action} <Code>{job.errorCode}</Code>
      </Text>
    </Alert>
  );
}
