/** Which processes an instance consists of, beside Redis and the store. */
import type { Pool } from '#contract/queues';
import { isolationProcess } from '#contract/relay';

export interface Role {
  name: string;
  kind: 'store' | 'gateway' | 'engine';
  /** Built entry, without folder. */
  entry: string;
  role: Record<string, unknown>;
}

export const storeRole: Role = { name: 'store', kind: 'store', entry: 'store.js', role: {} };
export const gatewayName = 'gateway';

export const isolationRole: Role = {
  name: isolationProcess,
  kind: 'engine',
  entry: 'engine.js',
  role: { pool: null, isolation: true },
};

/** @param number from 1; a number that is free again is given again */
export function engineRole(pool: Pool, number: number): Role {
  return {
    name: `engine-${pool}-${number}`,
    kind: 'engine',
    entry: 'engine.js',
    role: { pool, isolation: false },
  };
}
