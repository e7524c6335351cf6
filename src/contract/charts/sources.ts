/** Where the series of charts come from, in short. */
import type { MetricSeries, MetricSource } from '../metric-series';

export const gauge = (key: string): MetricSource => ({ kind: 'gauge', key });
export const rate = (key: string): MetricSource => ({ kind: 'rate', key });
export const percentiles = (id: string, key: string, byEngine: boolean): readonly MetricSeries[] =>
  ([0.5, 0.95, 0.99] as const).map((share) => ({
    id: `${id}.p${share * 100}`,
    label: `p${share * 100}`,
    source: { kind: 'percentile', key, share },
    byEngine,
  }));
