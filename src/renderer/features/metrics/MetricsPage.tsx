/** Every figure of the instance over time: live, or any range of the last weeks. */
import { useCallback, useMemo } from 'react';
import { Alert, Skeleton, Text } from '@mantine/core';
import { IconChartLine, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { metricCharts } from '#contract/metric-charts';
import { metricGroups } from '#contract/metric-series';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { EmptyNote } from '../../ui/EmptyNote';
import { formatDuration } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { saveText } from '../../ui/save-file';
import { chartData, marksOf } from './chart-data';
import { rangeToCsv } from './csv';
import { MetricPanel } from './MetricPanel';
import { MetricsToolbar } from './MetricsToolbar';
import { type MetricsSearch, shownBy, toggled, withRange } from './search';
import { useRange } from './use-range';
import classes from './Metrics.module.css';

const route = getRouteApi('/charts');

export function MetricsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const shown = useMemo(() => shownBy(search), [search]);
  const { range, annotations, from, to } = useRange(shown, search.engine);
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  const hidden = useMemo(() => new Set(search.off ?? []), [search.off]);
  const marks = useMemo(() => marksOf(annotations, search.unmarked ?? []), [annotations, search.unmarked]);
  const { data } = range;

  // Each step is one of the browser's history, so that Back undoes a zoom.
  const change = useCallback(
    (next: MetricsSearch) => void navigate({ to: '/charts', search: next }),
    [navigate],
  );
  const toggle = useCallback(
    (series: string) =>
      void navigate({
        to: '/charts',
        search: (before: MetricsSearch) => ({ ...before, off: toggled(before.off, series) }),
        replace: true,
      }),
    [navigate],
  );
  const zoom = useCallback(
    (begin: number, end: number) =>
      void navigate({
        to: '/charts',
        search: (before: MetricsSearch) => withRange(before, begin, Math.min(end, Date.now())),
      }),
    [navigate],
  );

  const known = useMemo(
    () => new Set(data ? metricCharts.filter((chart) => chartData(chart, data)).map(({ id }) => id) : []),
    [data],
  );
  const unknown = metricCharts.filter(({ id }) => !known.has(id)).map(({ title }) => title);
  const name = `flightline-metrics-${new Date(from).toISOString().slice(0, 19).replaceAll(':', '')}.csv`;

  return (
    <Page
      name="Metrics"
      title="Metrics"
      actions={
        data && (
          <Text size="xs" c="dimmed">
            {formatDuration(data.stepMs)} a point
          </Text>
        )
      }
      toolbar={
        <MetricsToolbar
          search={search}
          engines={engines}
          from={from}
          to={to}
          onChange={change}
          onDownload={data ? () => saveText(name, rangeToCsv(data), 'text/csv') : undefined}
        />
      }
    >
      {range.isError && (
        <ProblemPanel problem={problemOf(range.error)} onRetry={() => void range.refetch()} />
      )}
      {!data && !range.isError && (
        <div className={classes.charts} role="status" aria-label="Loading charts">
          {metricCharts.slice(0, 6).map(({ id }) => (
            <Skeleton key={id} h={200} />
          ))}
        </div>
      )}
      {data && known.size === 0 && (
        <EmptyNote icon={<IconChartLine size={24} />} title="Nothing was measured in this time">
          The instance did not run, or its figures are older than what is kept (metricsKeptDays).
        </EmptyNote>
      )}
      {data &&
        metricGroups.map((group) => {
          const charts = metricCharts.filter((chart) => chart.group === group && known.has(chart.id));
          if (charts.length === 0) return null;
          const folded = search.folded?.includes(group) ?? false;
          const Arrow = folded ? IconChevronRight : IconChevronDown;
          return (
            <section key={group} className={classes.group} aria-label={group}>
              <h2 className={classes.heading}>
                <button
                  type="button"
                  aria-expanded={!folded}
                  onClick={() => change({ ...search, folded: toggled(search.folded, group) })}
                >
                  <Arrow size={15} aria-hidden /> {group}
                </button>
              </h2>
              {!folded && (
                <div className={classes.charts}>
                  {charts.map((chart) => (
                    <MetricPanel
                      key={chart.id}
                      chart={chart}
                      range={data}
                      from={from}
                      to={to}
                      annotations={marks}
                      hidden={hidden}
                      onToggle={toggle}
                      onZoom={zoom}
                    />
                  ))}
                </div>
              )}
            </section>
          );
        })}
      {data && known.size > 0 && unknown.length > 0 && (
        <Alert color="gray" mt={12}>
          Nothing was measured in this time for: {unknown.join(', ')}.
        </Alert>
      )}
    </Page>
  );
}
