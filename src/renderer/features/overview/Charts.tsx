/** The live charts, for the last minutes or the last hour. */
import { useMemo } from 'react';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { TimeChart } from '../../ui/chart/TimeChart';
import { useNow } from '../../ui/clock';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { chartPoints, processNames } from './bucket';
import { fixedCharts, processCharts } from './charts';
import classes from './Overview.module.css';

export function Charts({ seconds }: { seconds: number }) {
  const now = useNow(10_000);
  // Pushed samples keep it fresh; it is read again only when the pipe was lost.
  const history = useQuery({ ...trpc.metrics.history.queryOptions({ seconds }), staleTime: Infinity });
  const samples = history.data;
  const names = useMemo(() => processNames(samples ?? []).join('\n'), [samples]);
  const kinds = useMemo(() => [...fixedCharts, ...processCharts(names ? names.split('\n') : [])], [names]);
  const points = useMemo(() => chartPoints(samples ?? [], seconds), [samples, seconds]);
  if (history.isError)
    return <ProblemPanel problem={problemOf(history.error)} onRetry={() => void history.refetch()} />;
  if (!samples) {
    return (
      <div className={classes.charts} role="status" aria-label="Loading charts">
        {kinds.map((kind) => (
          <Skeleton key={kind.title} h={200} />
        ))}
      </div>
    );
  }
  const to = points.at(-1)?.at ?? now;
  return (
    <div className={classes.charts}>
      {kinds.map((kind) => (
        <TimeChart
          key={kind.title}
          {...kind}
          syncId="overview"
          points={points}
          from={to - seconds * 1000}
          to={to}
        />
      ))}
    </div>
  );
}
