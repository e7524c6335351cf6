/** Size and load of a pool over time; each decision is marked where it was made. */
import { useMemo } from 'react';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ScalingDecision } from '#contract/scaling';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { TimeChart } from '../../ui/chart/TimeChart';
import type { Annotation, Series } from '../../ui/chart/chart-types';
import { formatNumber } from '../../ui/format';
import { decisionsShown } from './decisions-shown';
import { poolPoints } from './pool-points';
import classes from './Workers.module.css';

const color = (name: string): string => `var(--mantine-color-${name}-filled)`;

const sizeSeries: readonly Series[] = [
  { key: 'ready', label: 'ready', color: color('teal') },
  { key: 'wanted', label: 'wanted', color: color('flight') },
  { key: 'needed', label: 'asked for by the load', color: color('orange'), dashed: true },
];
const loadSeries: readonly Series[] = [
  { key: 'backlog', label: 'waiting', color: color('gray') },
  { key: 'used', label: 'running', color: color('flight') },
  { key: 'slots', label: 'slots', color: color('teal'), dashed: true },
];
const tones = { up: 'good', down: 'plain', kept: 'warn', hand: 'plain' } as const;
const whole = (value: number): string => formatNumber(value, 0);

export function PoolCharts({ pool, seconds }: { pool: string; seconds: number }) {
  // Pushed samples keep it fresh; it is read again only when the pipe was lost.
  const history = useQuery({ ...trpc.workers.history.queryOptions({ seconds }), staleTime: Infinity });
  const decisions = useQuery(trpc.workers.decisions.queryOptions(decisionsShown(pool))).data;
  const points = useMemo(
    () =>
      poolPoints(
        (history.data ?? []).filter((sample) => sample.pool === pool),
        seconds,
      ),
    [history.data, pool, seconds],
  );
  const annotations = useMemo(() => (decisions ?? []).map(annotationOf), [decisions]);
  if (history.isError)
    return <ProblemPanel problem={problemOf(history.error)} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton h={200} role="status" aria-label="Loading charts" />;
  const to = points.at(-1)?.at ?? 0;
  const shared = {
    points,
    from: to - seconds * 1000,
    to,
    format: whole,
    wholeNumbers: true,
    syncId: `pool-${pool}`,
    annotations,
  };
  return (
    <div className={classes.charts}>
      <TimeChart title="Size" unit="processes" series={sizeSeries} {...shared} />
      <TimeChart title="Load" unit="jobs" series={loadSeries} {...shared} />
    </div>
  );
}

function annotationOf({ at, act, reason }: ScalingDecision): Annotation {
  return { at, label: reason, tone: tones[act] };
}
