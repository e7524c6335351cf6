/** Figures of the running instance. */
import type { MetricSample, QueueDepth } from '../metrics';

export interface MetricService {
  /** One sample a second, oldest first, for the last `seconds`. */
  history(seconds: number): Promise<MetricSample[]>;
  depths(): Promise<QueueDepth[]>;
}
