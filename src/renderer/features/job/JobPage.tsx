/** One run: what went in, what came out, how it went. */
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { terminalStates } from '#contract/jobs';
import type { JobAnswer } from '../../shell/api-types';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { StateBadge } from '../../ui/StateBadge';
import { JobActions } from './JobActions';
import { JobFacts } from './JobFacts';
import { JobProblem } from './JobProblem';
import { JobTabs } from './JobTabs';
import classes from './Job.module.css';

const route = getRouteApi('/runs/$id');
/** A second net below the pushed changes: a run that is not finished is read again so often. */
const pollMs = 5000;

export function JobPage() {
  const { id } = route.useParams();
  const detail = useQuery({
    ...trpc.jobs.get.queryOptions({ id }),
    refetchInterval: ({ state }) =>
      state.data && terminalStates.includes(state.data.job.state) ? false : pollMs,
  });
  if (detail.isError && !detail.data) {
    return (
      <Page name="Run" title="Run">
        <ProblemPanel
          title="This run could not be read"
          problem={problemOf(detail.error)}
          onRetry={() => void detail.refetch()}
        />
      </Page>
    );
  }
  if (!detail.data) return <JobSkeleton />;
  return <Loaded detail={detail.data} />;
}

function Loaded({ detail }: { detail: JobAnswer }) {
  const { job } = detail;
  return (
    <Page
      name={`Run ${job.fileName}`}
      title={
        <span className={classes.title}>
          <span className={classes.name} title={job.fileName}>
            {job.fileName}
          </span>
          <StateBadge state={job.state} progress={job.progress} />
        </span>
      }
      actions={<JobActions job={job} />}
    >
      <Stack gap="xs">
        {job.errorCode !== null && <JobProblem job={job} sameFile={detail.sameFile} />}
        <JobFacts detail={detail} />
        <JobTabs detail={detail} />
      </Stack>
    </Page>
  );
}

function JobSkeleton() {
  return (
    <Page name="Run" title={<Skeleton h={20} w={280} />}>
      <Stack gap="md" role="status" aria-label="Loading the run">
        <Skeleton h={74} />
        <Skeleton h={420} />
      </Stack>
    </Page>
  );
}
