/** What becomes of the jobs of a worker that died, against a real redis-server. */
import { Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isolationQueue, queueName } from '#contract/queues';
import { JobQueues, type QueuedJob } from '../../src/stack/queue/job-queues';
import { workerOptions } from '../../src/stack/queue/queue-options';
import { queueNames, releaseJobs, workerName } from '../../src/stack/queue/release';
import { type TestRedis, startTestRedis } from '../helpers/redis';

const lane = queueName('noop', 'normal');
let redis: TestRedis;
let queues: JobQueues;
const open: Worker[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  queues = new JobQueues(redis.address, () => undefined);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((worker) => worker.close(true)));
  await queues.redis.flushdb();
});
afterAll(async () => {
  await queues.close();
  await redis.close();
});

const jobs = (count: number, crashes = 0): QueuedJob[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `job${index}`,
    attempts: 3,
    payload: {
      engine: 'noop',
      version: 1,
      sha256: 'a'.repeat(64),
      sizeBytes: 1,
      fileName: `${index}.igc`,
      options: {},
      lane: 'normal',
      crashes,
      generation: 0,
      acceptedAt: 1,
      queuedAt: 1,
    },
  }));

/** A worker that takes jobs and never ends them, as one does that is about to be killed. Resolves when it holds `count`. */
function holder(name: string, queue: string, count: number): Promise<void> {
  return new Promise((resolve) => {
    let held = 0;
    const worker = new Worker(
      queue,
      () => {
        held += 1;
        if (held === count) resolve();
        return new Promise<void>(() => undefined);
      },
      {
        ...workerOptions(redis.address, { lockMs: 30_000, stalledCheckMs: 30_000 }),
        name,
        concurrency: count,
      },
    );
    worker.on('error', () => undefined);
    open.push(worker);
  });
}

async function release(dead: string, how: 'isolate' | 'requeue') {
  return releaseJobs({
    redis: queues.redis,
    address: redis.address,
    queues: await queueNames(queues.redis),
    isDead: (name) => name === dead,
    how,
  });
}

async function depthOf(queue: string) {
  return (await queues.depths(['noop'])).find((depth) => depth.queue === queue);
}

describe('releaseJobs', () => {
  const dead = workerName('i1', 'engine-1', 111);

  it('moves the jobs of a dead worker to isolation with a crash mark, and leaves its neighbours alone', async () => {
    await queues.add(jobs(5));
    await holder(dead, lane, 3);
    await holder(workerName('i1', 'engine-2', 222), lane, 2);
    const { isolated, requeued } = await release(dead, 'isolate');
    expect(isolated).toHaveLength(3);
    expect(requeued).toEqual([]);
    expect(await depthOf(lane)).toMatchObject({ waiting: 0, active: 2 });
    expect(await depthOf(isolationQueue)).toMatchObject({ waiting: 3, active: 0 });
    const [id = ''] = isolated;
    expect(
      JSON.parse((await queues.redis.hget(`flightline:${isolationQueue}:${id}`, 'data')) ?? ''),
    ).toMatchObject({ crashes: 1 });
    expect(await queues.redis.exists(`flightline:${lane}:${id}`)).toBe(0);
  });

  it('raises the mark of a job that kills its process in isolation, too', async () => {
    await queues.add(jobs(1, 1));
    await holder(dead, isolationQueue, 1);
    await release(dead, 'isolate');
    expect(
      JSON.parse((await queues.redis.hget(`flightline:${isolationQueue}:job0`, 'data')) ?? ''),
    ).toMatchObject({ crashes: 2 });
    expect(await depthOf(isolationQueue)).toMatchObject({ waiting: 1, active: 0 });
  });

  it('puts jobs back into their lane after the end of the whole instance, even when their locks ran out', async () => {
    await queues.add(jobs(2));
    await holder(dead, lane, 2);
    await queues.redis.del(`flightline:${lane}:job0:lock`);
    const { requeued } = await release(dead, 'requeue');
    expect(requeued.sort()).toEqual(['job0', 'job1']);
    expect(await depthOf(lane)).toMatchObject({ waiting: 2, active: 0 });
  });
});

describe('JobQueues', () => {
  it('queues a job once, however often it is added', async () => {
    await queues.add(jobs(3));
    await queues.add(jobs(3));
    expect(await depthOf(lane)).toMatchObject({ waiting: 3 });
  });

  it('knows and removes jobs wherever they are', async () => {
    await queues.add([...jobs(2), ...jobs(3, 1).slice(2)]);
    const places = ['job0', 'job1', 'job2', 'absent'].map((id) => ({ id, engine: 'noop' }));
    expect([...(await queues.known(places))].sort()).toEqual(['job0', 'job1', 'job2']);
    expect([...(await queues.remove(places))].sort()).toEqual(['job0', 'job1', 'job2']);
    expect(await queues.known(places)).toEqual(new Set());
  });

  it('cannot take a running job away', async () => {
    await queues.add(jobs(1));
    await holder(workerName('i1', 'engine-1', 111), lane, 1);
    expect(await queues.remove([{ id: 'job0', engine: 'noop' }])).toEqual(new Set());
  });
});

describe('an embedded Redis', () => {
  it('keeps jobs over a SIGKILL', async () => {
    await queues.add(jobs(50));
    await redis.crash();
    await new Promise<void>((resolve) =>
      queues.redis.status === 'ready' ? resolve() : queues.redis.once('ready', () => resolve()),
    );
    expect(await depthOf(lane)).toMatchObject({ waiting: 50 });
  });
});
