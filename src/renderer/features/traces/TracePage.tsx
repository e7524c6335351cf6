/** One trace: the waterfall, and all that a chosen span says. */
import { Anchor, Badge, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import type { TraceDetail } from '#contract/traces';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { SameTime } from '../../shell/SameTime';
import { CopyField } from '../../ui/CopyField';
import { formatDuration, plural } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Time } from '../../ui/Time';
import { windowAround } from '../../ui/time-window';
import { SpanDetails } from '../../ui/waterfall/SpanDetails';
import { Waterfall } from '../../ui/waterfall/Waterfall';
import classes from './Traces.module.css';

const route = getRouteApi('/traces/$id');
/** Steps of a workflow are told when they have ended. */
const lookMs = 3000;
const endedStates = new Set(['completed', 'failed', 'cancelled']);

export function TracePage() {
  const { id } = route.useParams();
  const detail = useQuery({
    ...trpc.traces.get.queryOptions({ id }),
    refetchInterval: ({ state }) =>
      state.data?.jobs.every((job) => endedStates.has(job.state)) ? false : lookMs,
  });
  if (detail.data) return <Loaded detail={detail.data} />;
  return (
    <Page name="Trace" title="Trace">
      {detail.isError ? (
        <ProblemPanel
          title="This trace could not be read"
          problem={problemOf(detail.error)}
          onRetry={() => void detail.refetch()}
        />
      ) : (
        <Skeleton h={420} role="status" aria-label="Reading the trace" />
      )}
    </Page>
  );
}

function Loaded({ detail }: { detail: TraceDetail }) {
  const { trace, spans, jobs } = detail;
  const { spanId: chosen } = route.useSearch();
  const navigate = useNavigate();
  const select = (span: string | null): void =>
    void navigate({
      to: '/traces/$id',
      params: { id: trace.traceId },
      search: span === null ? {} : { spanId: span },
      replace: true,
    });
  const selected = spans.find(({ spanId }) => spanId === chosen) ?? null;
  return (
    <Page
      name={`Trace ${trace.name}`}
      title={trace.name}
      fill
      actions={<Ways detail={detail} />}
      toolbar={
        <Group gap={16} className={classes.facts}>
          <span>
            Began <Time at={trace.startedAt} part="datetime" />
          </span>
          <span className="tabular">
            {formatDuration(trace.durationMs)} · {plural(spans.length, 'span')}
          </span>
          {trace.errors > 0 && (
            <Badge color="red" variant="light" size="sm" tt="none" fw={500}>
              {trace.error}
            </Badge>
          )}
          <span>
            Trace{' '}
            <CopyField value={trace.traceId} shown={trace.traceId.slice(0, 16)} label="Copy the trace id" />
          </span>
          {jobs.map(({ id, engine, state }) => (
            <Anchor
              key={id}
              size="sm"
              renderRoot={(props) => <Link to="/runs/$id" params={{ id }} {...props} />}
            >
              {engine} <small className={classes.state}>{state}</small>
            </Anchor>
          ))}
        </Group>
      }
    >
      <div className={classes.trace} data-split={selected !== null || undefined}>
        <Waterfall spans={spans} selected={chosen ?? null} onSelect={select} />
        {selected && (
          <SpanDetails
            span={selected}
            spans={spans}
            traceId={trace.traceId}
            linkTo={(other, text) => (
              <Anchor
                size="sm"
                renderRoot={(props) => <Link to="/traces/$id" params={{ id: other }} {...props} />}
              >
                {text}
              </Anchor>
            )}
          />
        )}
      </div>
    </Page>
  );
}

/** The same moments elsewhere. */
function Ways({ detail: { trace } }: { detail: TraceDetail }) {
  const window = windowAround(trace.startedAt, trace.durationMs);
  return (
    <Group gap={12}>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/logs" search={{ trace: trace.traceId }} {...props} />}
      >
        Its log
      </Anchor>
      <Text size="sm" c="dimmed">
        Same time:
      </Text>
      <SameTime {...window} />
    </Group>
  );
}
