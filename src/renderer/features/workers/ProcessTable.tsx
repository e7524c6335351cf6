/** Every process of the instance: what it uses, what it works on, what can be done to it. */
import { useMemo } from 'react';
import { Anchor, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ProcessInfo } from '#contract/system';
import { trpc } from '../../shell/api';
import { useNow } from '../../ui/clock';
import { Panel } from '../../ui/Panel';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { Sparkline } from '../../ui/Sparkline';
import { StateBadge } from '../../ui/StateBadge';
import { formatBytes, formatCount, formatDuration, formatPercent } from '../../ui/format';
import { ProcessMenu } from './ProcessMenu';
import { useProcessTrends, type Trend } from './use-process-trends';
import classes from './Workers.module.css';

interface ProcessTableProps {
  processes: readonly ProcessInfo[] | undefined;
  openName: string | undefined;
  onOpen(name: string): void;
}

export function ProcessTable({ processes, openName, onOpen }: ProcessTableProps) {
  const trends = useProcessTrends();
  const cores = useQuery(trpc.workers.pools.queryOptions()).data?.[0]?.cores ?? 1;
  const columns = useMemo(() => columnsWith(trends, cores), [trends, cores]);
  return (
    <Panel title="Processes" flush aside={<Text size="xs">a row opens its history</Text>}>
      {processes ? (
        <SortTable
          label="Processes"
          rows={processes}
          columns={columns}
          keyOf={({ name }) => name}
          onOpen={({ name }) => onOpen(name)}
          currentKey={openName ?? null}
          empty="No process is known yet."
        />
      ) : (
        <Skeleton h={160} m="md" />
      )}
    </Panel>
  );
}

function columnsWith(trends: ReadonlyMap<string, Trend>, cores: number): SortColumn<ProcessInfo>[] {
  const right = true;
  return [
    {
      key: 'name',
      header: 'Process',
      value: ({ name }) => name,
      cell: ({ name, reason }) => (
        <>
          <b className={classes.name}>{name}</b>
          {reason !== null && <div className={classes.reason}>{reason}</div>}
        </>
      ),
    },
    {
      key: 'state',
      header: 'State',
      value: ({ state }) => state,
      cell: ({ state, paused }) => <StateBadge state={paused && state === 'ready' ? 'paused' : state} />,
    },
    {
      key: 'working',
      header: 'Works on',
      value: ({ working }) => working.length,
      cell: (process) => <Working process={process} />,
    },
    {
      key: 'slots',
      header: 'Slots',
      value: ({ slots }) => slots?.used ?? null,
      cell: ({ slots }) => (slots ? `${slots.used}/${slots.limit}` : '–'),
      right,
    },
    {
      key: 'cpu',
      header: 'CPU',
      value: ({ cpu }) => cpu,
      cell: ({ name, cpu }) => (
        <span className={classes.trend}>
          <Sparkline
            values={trends.get(name)?.cpu ?? []}
            most={Math.max(1, cores)}
            label={`CPU of ${name}`}
          />
          <span>{formatPercent(cpu ?? trends.get(name)?.cpu.at(-1))}</span>
        </span>
      ),
      right,
    },
    {
      key: 'memory',
      header: 'Memory',
      value: ({ rssBytes }) => rssBytes,
      cell: ({ name, rssBytes }) => (
        <span className={classes.trend}>
          <Sparkline values={trends.get(name)?.memory ?? []} label={`Memory of ${name}`} />
          <span>{formatBytes(rssBytes ?? trends.get(name)?.memory.at(-1))}</span>
        </span>
      ),
      right,
    },
    {
      key: 'delay',
      header: 'Loop delay',
      value: ({ loopDelayMs }) => loopDelayMs,
      cell: ({ loopDelayMs }) => (loopDelayMs === null ? '–' : formatDuration(loopDelayMs)),
      right,
    },
    {
      key: 'up',
      header: 'Up',
      value: ({ startedAt }) => (startedAt === null ? null : -startedAt),
      cell: ({ startedAt }) => <Uptime startedAt={startedAt} />,
      right,
    },
    {
      key: 'done',
      header: 'Done',
      value: ({ jobsDone }) => jobsDone,
      cell: ({ jobsDone }) => formatCount(jobsDone),
      right,
    },
    {
      key: 'restarts',
      header: 'Restarts',
      value: ({ restarts }) => restarts,
      cell: ({ restarts, ends }) => <span title={ends[0]?.reason}>{formatCount(restarts)}</span>,
      right,
    },
    {
      key: 'acts',
      header: '',
      value: () => null,
      cell: (process) => <ProcessMenu process={process} />,
      right,
    },
  ];
}

function Uptime({ startedAt }: { startedAt: number | null }) {
  const now = useNow(1000);
  if (startedAt === null) return <>–</>;
  return <>{formatDuration(Math.floor(Math.max(0, now - startedAt) / 1000) * 1000)}</>;
}

const mostShown = 2;

function Working({ process: { working } }: { process: ProcessInfo }) {
  if (working.length === 0) return <>–</>;
  return (
    <span className={classes.working}>
      {working.slice(0, mostShown).map((job) => (
        <Anchor
          key={job.jobId}
          fz={12.5}
          mr={8}
          onClick={(event) => event.stopPropagation()}
          renderRoot={(props) => <Link to="/runs/$id" params={{ id: job.jobId }} {...props} />}
        >
          {job.fileName}
        </Anchor>
      ))}
      {working.length > mostShown && `+${working.length - mostShown}`}
    </span>
  );
}
