/** Expressions that panels of several dashboards share; the interval is Grafana's. */
import type { Query } from '../panels';

/** Per second, summed, by a label if one is given. */
export const rate = (series: string, by = '') =>
  `sum${by === '' ? '' : ` by (${by})`} (rate(${series}[$__rate_interval]))`;
export const quantiles = (histogram: string, matchers = ''): Query[] =>
  [0.5, 0.95, 0.99].map((share) => ({
    expr: `histogram_quantile(${share}, ${rate(`${histogram}_bucket${matchers}`, 'le')})`,
    legend: `p${share * 100}`,
  }));
export const one = (expr: string, legend: string): Query[] => [{ expr, legend }];
/** Of all jobs that ended. */
export const failureShare = `${rate('jobs_processed_total{status="failure"}')} / ${rate('jobs_processed_total')}`;
