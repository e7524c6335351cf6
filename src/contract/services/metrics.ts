/** Figures of the running instance. */
import type { MetricAnnotation, MetricRange, MetricRangeQuery, MetricSample, QueueDepth } from '../metrics';

export interface MetricService {
  /** One sample a second, oldest first, for the last `seconds`. */
  history(seconds: number): Promise<MetricSample[]>;
  depths(): Promise<QueueDepth[]>;
  /** Every series of contract/metric-charts over a span of time. */
  range(query: MetricRangeQuery): Promise<MetricRange>;
  /** What happened in that span, oldest first; of very many the newest. */
  annotations(span: { from: number; to: number }): Promise<MetricAnnotation[]>;
}
