/** Where the time of this run's file went. */
import { Anchor, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { terminalStates, type JobRow } from '#contract/jobs';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { formatDuration } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Waterfall } from '../../ui/waterfall/Waterfall';

const rowHeight = 26;
const mostHeight = 560;
const lookMs = 2000;

export function JobTrace({ job }: { job: JobRow }) {
  const navigate = useNavigate();
  // A trace is told half a second after the run has ended.
  const found = useQuery({
    ...trpc.traces.ofJob.queryOptions({ id: job.id }),
    refetchInterval: ({ state }) =>
      state.data || (terminalStates.includes(job.state) && state.dataUpdateCount > 3) ? false : lookMs,
  });
  if (found.isError)
    return <ProblemPanel problem={problemOf(found.error)} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton h={200} />;
  if (!found.data) {
    return (
      <Text size="sm" c="dimmed">
        {terminalStates.includes(job.state)
          ? 'No trace of this run is kept: it went well, was fast, and was not among those that are kept each second; or it is too old.'
          : 'The trace is here when the run has ended.'}
      </Text>
    );
  }
  const { trace, spans } = found.data;
  return (
    <Panel
      flush
      title="Trace"
      aside={
        <Group gap={12}>
          <Text size="xs" c="dimmed">
            {formatDuration(trace.durationMs)}
          </Text>
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/traces/$id" params={{ id: trace.traceId }} {...props} />}
          >
            Open the trace
          </Anchor>
          <Anchor size="sm" renderRoot={(props) => <Link to="/logs" search={{ job: job.id }} {...props} />}>
            Its log
          </Anchor>
        </Group>
      }
    >
      <Waterfall
        spans={spans}
        selected={null}
        height={Math.min(mostHeight, 40 + spans.length * rowHeight)}
        onSelect={(span) => {
          if (span !== null)
            void navigate({ to: '/traces/$id', params: { id: trace.traceId }, search: { spanId: span } });
        }}
      />
    </Panel>
  );
}
