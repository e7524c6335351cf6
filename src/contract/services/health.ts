/** How the instance is. */
import type { Health, HealthChange } from '../health';

export interface HealthService {
  now(): Promise<Health>;
  /** Newest first, since the gateway started. */
  changes(): Promise<HealthChange[]>;
}
