/** Why the run failed, and what can be done. */
import { Alert, Code, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { JobRow } from '#contract/jobs';
import type { JobAnswer } from '../../shell/api-types';
import { actionFor } from '../../shell/problem';

interface JobProblemProps {
  job: JobRow;
  /** Jobs of other engines on the same file: one of them may be what held this one back. */
  sameFile: JobAnswer['sameFile'];
}

export function JobProblem({ job, sameFile }: JobProblemProps) {
  const action = actionFor(job.errorCode);
  const causes = job.errorCode === 'STEP_FAILED' ? sameFile.filter(({ state }) => state === 'failed') : [];
  return (
    <Alert
      color={job.state === 'failed' ? 'red' : 'yellow'}
      icon={<IconAlertTriangle size={18} />}
      title={job.errorMessage ?? job.errorCode}
    >
      <Text size="sm">
        {action} <Code>{job.errorCode}</Code>
      </Text>
      {causes.map(({ id, engine, errorMessage }) => (
        <Text key={id} size="sm" mt={4}>
          <Link to="/runs/$id" params={{ id }}>
            {engine}
          </Link>{' '}
          failed: {errorMessage}
        </Text>
      ))}
    </Alert>
  );
}
