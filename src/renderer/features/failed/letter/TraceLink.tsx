/** Where the time of a letter's last run went, and what was logged meanwhile. */
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { formatDuration } from '../../../ui/format';

const lookMs = 1000;
/** A trace is told half a second after the run has ended. */
const looks = 3;

export function TraceLink({ jobId }: { jobId: string }) {
  const found = useQuery({
    ...trpc.traces.ofJob.queryOptions({ id: jobId }),
    refetchInterval: ({ state }) => (state.data || state.dataUpdateCount >= looks ? false : lookMs),
  });
  const log = (
    <Anchor size="sm" renderRoot={(root) => <Link to="/logs" search={{ job: jobId }} {...root} />}>
      Its log
    </Anchor>
  );
  if (found.isPending) return <Text size="sm">…</Text>;
  if (found.isError)
    return (
      <Text size="sm" c="var(--fl-bad)">
        {problemOf(found.error).message}
      </Text>
    );
  if (!found.data)
    return (
      <Text size="sm" c="dimmed" component="span">
        not kept (any more), {log}
      </Text>
    );
  const { traceId, durationMs } = found.data.trace;
  return (
    <>
      <Anchor size="sm" renderRoot={(root) => <Link to="/traces/$id" params={{ id: traceId }} {...root} />}>
        Open the trace
      </Anchor>{' '}
      <Text size="xs" c="dimmed" component="span" className="tabular">
        {formatDuration(durationMs)}
      </Text>
      , {log}
    </>
  );
}
