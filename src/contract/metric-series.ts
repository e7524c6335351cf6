/** What a series of the history of metrics is; contract/metric-charts has them all. */

export type MetricUnit = 'count' | 'perSecond' | 'ms' | 'bytes' | 'bytesPerSecond' | 'share' | 'cores';

/**
 * Where a series comes from. Keys are those of frames (stack/telemetry/history): parts divided by `/`, where `*` stands for any
 * part. What several keys match is added up; with a filter by engine the first `*` of `byEngine` series is that engine.
 */
export type MetricSource =
  /** The mean over the time of the bucket. */
  | { kind: 'gauge'; key: string }
  /** One gauge as a share of another. */
  | { kind: 'ratio'; key: string; of: string }
  /** Events per second. */
  | { kind: 'rate'; key: string }
  /** Events as a share of other events; without any of these, of one. */
  | { kind: 'share'; key: string; of: readonly string[] }
  | { kind: 'percentile'; key: string; share: 0.5 | 0.95 | 0.99 };

export interface MetricSeries {
  id: string;
  label: string;
  source: MetricSource;
  /** The key has an engine in it. */
  byEngine?: boolean;
  /** One series for each thing that this part of the key names, e.g. each process; its id ends in `:NAME`. */
  split?: number;
  dashed?: boolean;
  /** A limit or another side figure: not offered to alerts. */
  aside?: boolean;
}

export interface MetricChart {
  id: string;
  title: string;
  group: MetricGroup;
  unit: MetricUnit;
  series: readonly MetricSeries[];
}

export const metricGroups = ['Jobs', 'Queues', 'Workers', 'Requests', 'Redis', 'Database', 'System'] as const;
export type MetricGroup = (typeof metricGroups)[number];
