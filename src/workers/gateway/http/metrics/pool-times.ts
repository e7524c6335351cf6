/** Times how long connections of a pool are held: one statement, or one transaction, each. */
import type { Pool, PoolClient } from 'pg';
import { Histogram } from '../../../../stack/telemetry/histogram';

/** Longer counts as slow. */
export const slowMs = 200;

/** @param note told of each use, ms  @returns a histogram that goes on filling, ms */
export function timeConnections(pool: Pick<Pool, 'on'>, note: (elapsedMs: number) => void): Histogram {
  const heldMs = new Histogram();
  const takenAt = new WeakMap<PoolClient, number>();
  pool.on('acquire', (client) => takenAt.set(client, performance.now()));
  pool.on('release', (_error, client) => {
    const at = takenAt.get(client);
    if (at === undefined) return;
    const elapsedMs = performance.now() - at;
    heldMs.record(elapsedMs);
    note(elapsedMs);
  });
  return heldMs;
}
