/** Which processes an instance consists of, beside Redis and the store. */
import { pools } from '#contract/queues';
import type { Settings } from '#contract/settings';

export interface Role {
  name: string;
  kind: 'store' | 'gateway' | 'engine';
  /** Built entry, without folder. */
  entry: string;
  role: Record<string, unknown>;
}

export const storeRole: Role = { name: 'store', kind: 'store', entry: 'store.js', role: {} };
export const gatewayName = 'gateway';

export function engineRoles(settings: Settings): Role[] {
  const numbered = pools.flatMap((pool) =>
    Array.from({ length: settings.processesPerPool }, (_, index) => ({
      name: `engine-${pool}-${index + 1}`,
      kind: 'engine' as const,
      entry: 'engine.js',
      role: { pool, isolation: false },
    })),
  );
  return [
    ...numbered,
    { name: 'engine-isolation', kind: 'engine', entry: 'engine.js', role: { pool: null, isolation: true } },
  ];
}
