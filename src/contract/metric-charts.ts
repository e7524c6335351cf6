/** The charts of the history of metrics, with every series that they draw. */
import { baseCharts } from './charts/base-charts';
import { workCharts } from './charts/work-charts';
import type { MetricChart, MetricSeries } from './metric-series';

export const metricCharts: readonly MetricChart[] = [...workCharts, ...baseCharts];

export interface WatchedSeries {
  chart: MetricChart;
  series: MetricSeries;
}

/** What an alert can watch, by id. */
export const watchable: ReadonlyMap<string, WatchedSeries> = new Map(
  metricCharts.flatMap((chart) =>
    chart.series
      .filter(({ split, aside }) => split === undefined && !aside)
      .map((series) => [series.id, { chart, series }] as const),
  ),
);
