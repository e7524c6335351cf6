/** How cost grows with the work: the queue and the pages of the runs table at 1,000, 10,000 and 100,000 jobs. */
import type { NewJob } from '../../../src/stack/database/jobs';
import { insertMany } from '../../../src/stack/database/jobs';
import { JobQueues } from '../../../src/stack/queue/job-queues';
import type { JobPageQuery } from '#contract/jobs';
import { type TestInstance } from '../../helpers/instance';
import { startTestRedis } from '../../helpers/redis';
import type { BenchRow } from '../bench-row';
import { databaseOf, withInstance } from './bench-instance';
import { noopJobs, startWorker } from './noop-jobs';
import { median } from './numbers';

const sizes = [1000, 10_000, 100_000];
const looks = 15;
const groupSize = 1000;

/** One job goes from `add` to done while `size` others wait in another lane: does the backlog cost it anything? */
async function queueAt(size: number): Promise<{ addPerSecond: number; oneJobMs: number }> {
  const redis = await startTestRedis({ redisFsync: 'everysec' });
  const queues = new JobQueues(redis.address, () => undefined);
  try {
    const backlog = noopJobs(size, `growth${size}`).map((job) => ({
      ...job,
      payload: { ...job.payload, engine: 'waiting' },
    }));
    const startedAt = performance.now();
    await queues.add(backlog);
    const addPerSecond = size / ((performance.now() - startedAt) / 1000);
    let done: () => void = () => undefined;
    const worker = await startWorker(redis.address, 10, () => Promise.resolve(done()));
    const times: number[] = [];
    for (const job of noopJobs(looks, 'one')) {
      const from = performance.now();
      const ended = new Promise<void>((resolve) => (done = resolve));
      await queues.add([job]);
      await ended;
      times.push(performance.now() - from);
    }
    await worker.close();
    return { addPerSecond, oneJobMs: median(times) };
  } finally {
    await queues.close();
    await redis.close();
  }
}

function storedJob(index: number): NewJob {
  const id = `growth${index}`.padEnd(26, 'x');
  const sha256 = String(index).padStart(64, '0');
  const state = index % 20 === 0 ? 'failed' : 'completed';
  const fileName = `season/2024-06-${(index % 30) + 1}-pilot-${index}.igc`;
  return {
    id,
    engine: 'noop',
    engineVersion: 1,
    lane: 'batch',
    fileName,
    sha256,
    sizeBytes: 1,
    options: {},
    acceptedAt: 1e12 + index,
    state,
  };
}

const queries: Record<string, Partial<JobPageQuery>> = {
  runs_page_ms: {},
  runs_page_failed_ms: { filter: { states: ['failed'] } },
  runs_search_ms: { filter: { search: 'pilot-777' } },
  runs_sorted_by_name_ms: { sort: { key: 'fileName', descending: false } },
};

async function pagesAt(instance: TestInstance): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, query] of Object.entries(queries)) {
    const times: number[] = [];
    for (let look = 0; look < looks; look++) {
      const from = performance.now();
      await instance.api.jobs.page.query(query);
      times.push(performance.now() - from);
    }
    found[name] = median(times);
  }
  return found;
}

export async function growthRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    const { addPerSecond, oneJobMs } = await queueAt(size);
    const note = `${size} jobs waiting`;
    rows.push({
      measure: `add_jobs_per_s_${size}`,
      value: addPerSecond,
      unit: 'jobs/s',
      runs: 1,
      note: 'in bulk',
    });
    rows.push({ measure: `one_job_ms_${size}`, value: oneJobMs, unit: 'ms', runs: looks, note });
  }
  await withInstance({}, async (instance) => {
    const database = await databaseOf(instance, 1);
    let stored = 0;
    for (const size of sizes) {
      while (stored < size) {
        const count = Math.min(groupSize, size - stored);
        await insertMany(
          database,
          Array.from({ length: count }, (_, index) => storedJob(stored + index)),
        );
        stored += count;
      }
      await database.pool.query('analyze flightline.jobs');
      for (const [name, value] of Object.entries(await pagesAt(instance)))
        rows.push({
          measure: `${name}_${size}`,
          value,
          unit: 'ms',
          runs: looks,
          note: 'page of 100 and total, through the API',
        });
    }
    await database.close();
  });
  return rows;
}
