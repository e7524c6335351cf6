/** How the instance is. */
import type { Services } from '#contract/services';
import type { GatewayParts } from '../parts';

export function createHealthService({ healthWatch }: GatewayParts): Services['health'] {
  return {
    now: () => healthWatch.now(),
    changes: () => Promise.resolve(healthWatch.history()),
  };
}
