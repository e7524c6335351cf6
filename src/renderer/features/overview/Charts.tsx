/** The live charts, for the last minutes or the last hour. */
import { useMemo } from 'react';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { TimeChart } from '../../ui/chart/TimeChart';
import { useNow } from '../../ui/clock';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { chartView } from './bucket';
import { fixedCharts, processCharts } from './charts';
import classes from './Overview.module.css';

export function Charts({ seconds }: { seconds: number }) {
  const now = useNow(10_000);
  const history = useQuery({
    ...trpc.metrics.history.queryOptions({ seconds }),
    // Pushed samples keep it fresh; it is read again only when the pipe was lost.
    staleTime: Infinity,
    select: (samples) => chartView(samples, seconds),
  });
  const view = history.data;
  const names = view?.names;
  const kinds = useMemo(() => [...fixedCharts, ...processCharts(names ?? [])], [names]);
  if (history.isError)
    return <ProblemPanel problem={problemOf(history.error)} onRetry={() => void history.refetch()} />;
  if (!view) {
    return (
      <div className={classes.charts} role="status" aria-label="Loading charts">
        {kinds.map((kind) => (
          <Skeleton key={kind.title} h={200} />
        ))}
      </div>
    );
  }
  const to = view.to ?? now;
  return (
    <div className={classes.charts}>
      {kinds.map((kind) => (
        <TimeChart
          key={kind.title}
          {...kind}
          syncId="overview"
          points={view.points}
          from={view.from ?? to - seconds * 1000}
          to={to}
        />
      ))}
    </div>
  );
}
