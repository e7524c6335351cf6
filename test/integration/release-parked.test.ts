/** Jobs that a process held without having begun them are no suspects when it dies. */
import { Worker } from 'bullmq';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isolationQueue, queueName } from '#contract/queues';
import { JobQueues } from '../../src/stack/queue/job-queues';
import { markBegun, markParked } from '../../src/stack/queue/parked';
import { workerOptions } from '../../src/stack/queue/queue-options';
import { queueNames, releaseJobs, workerName } from '../../src/stack/queue/release';
import { noopJobs } from '../bench/support/noop-jobs';
import { type TestRedis, startTestRedis } from '../helpers/redis';

const lane = queueName('noop', 'normal');
const dead = workerName('i1', 'engine-1', 111);
let redis: TestRedis;
let queues: JobQueues;
let worker: Worker;

beforeAll(async () => {
  redis = await startTestRedis();
  queues = new JobQueues(redis.address, () => undefined);
});
afterAll(async () => {
  await worker.close(true);
  await queues.close();
  await redis.close();
});

it('go back to their lane; what had begun, also after waiting, is isolated', async () => {
  const [parked, begun, unmarked] = noopJobs(3, 'parked');
  if (!parked || !begun || !unmarked) throw new Error('three jobs are needed');
  await queues.add([parked, begun, unmarked]);
  await new Promise<void>((resolve) => {
    let held = 0;
    worker = new Worker(
      lane,
      async (job) => {
        if (job.id !== unmarked.id) await markParked(job);
        if (job.id === begun.id) await markBegun(job);
        if (++held === 3) resolve();
        await new Promise<void>(() => undefined);
      },
      {
        ...workerOptions(redis.address, { lockMs: 30_000, stalledCheckMs: 30_000 }),
        name: dead,
        concurrency: 3,
      },
    );
    worker.on('error', () => undefined);
  });
  const released = await releaseJobs({
    redis: queues.redis,
    address: redis.address,
    queues: await queueNames(queues.redis),
    isDead: (name) => name === dead,
    how: 'isolate',
  });
  expect(released.requeued).toEqual([parked.id]);
  expect(released.isolated.sort()).toEqual([begun.id, unmarked.id].sort());
  const depths = await queues.depths(['noop']);
  expect(depths.find(({ queue }) => queue === isolationQueue)).toMatchObject({ waiting: 2 });
  expect(await queues.redis.hget(`flightline:${isolationQueue}:${begun.id}`, 'data')).toContain(
    '"crashes":1',
  );
});
