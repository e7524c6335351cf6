/** A console that has much to show: 100,000 jobs that wait in Redis, and 100,000 that are done. */
import { JobQueues } from '../../../src/stack/queue/job-queues';
import { insertMany } from '../../../src/stack/database/jobs';
import type { TestInstance } from '../../helpers/instance';
import { databaseOf, redisOf } from './bench-instance';
import { noopEngine, noopJobs } from './noop-jobs';

export const ofEach = 100_000;
const atOnce = 2000;

/** Beside the letters. Nothing runs: the pool is paused first. */
export async function fillPages(instance: TestInstance): Promise<void> {
  const engines = await instance.api.system.engines.query();
  const pool = engines.find(({ name }) => name === noopEngine)?.pool;
  if (pool === undefined) throw new Error('the build has no noop engine');
  await instance.api.workers.change.mutate({ pool, change: { paused: true }, key: crypto.randomUUID() });
  await fillDone(instance);
  await fillWaiting(instance);
}

async function fillWaiting(instance: TestInstance): Promise<void> {
  const database = await databaseOf(instance, 1);
  const queues = new JobQueues(redisOf(instance), () => undefined);
  try {
    const all = noopJobs(ofEach, 'wait');
    for (let from = 0; from < all.length; from += atOnce) {
      const some = all.slice(from, from + atOnce);
      const rows = some.map(({ id, payload }) => ({ ...payload, id, engineVersion: payload.version }));
      await insertMany(database, rows);
      await queues.add(some);
    }
  } finally {
    await queues.close();
    await database.close();
  }
}

async function fillDone(instance: TestInstance): Promise<void> {
  const database = await databaseOf(instance, 1);
  try {
    for (let from = 0; from < ofEach; from += atOnce)
      await database.pool.query(
        `insert into flightline.jobs (id, engine, engine_version, lane, state, file_name, sha256, size_bytes, options,
           attempts, accepted_at, started_at, finished_at, wait_ms, run_ms, worker, updated_at)
         select lpad(translate(n::text, '0189', 'efgh'), 26, 'y'), 'noop', 1, 'normal', 'completed',
           'season/2024-07-' || n % 28 + 1 || '-XXX-' || n || '.igc', repeat('0', 64), 250000, '{}', 1,
           $3::bigint - n * 500, $3::bigint - n * 500 + 20, $3::bigint - n * 500 + 120, 20, 100, 'engine-noop-1', $3::bigint - n * 500
         from generate_series($1::int, $2::int) n`,
        [from, Math.min(ofEach, from + atOnce) - 1, Date.now()],
      );
  } finally {
    await database.close();
  }
}
