/** Gives back the jobs of a dead worker at once, instead of waiting until their locks run out. */
import { type Job, Queue, UnrecoverableError } from 'bullmq';
import type { Redis } from 'ioredis';
import type { RedisAddress } from '#contract/process';
import { JobPayload, isolationQueue, queuePrefix } from '#contract/queues';
import { isParked } from './parked';
import { queueOptions } from './queue-options';

/** Name under which a process fetches jobs; its pid makes each life distinct. */
export function workerName(instanceId: string, processName: string, pid: number): string {
  return `${instanceId}/${processName}/${pid}`;
}

/** Names of all queues this Redis has, found by their meta keys. */
export async function queueNames(redis: Redis): Promise<string[]> {
  const names = new Set<string>();
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${queuePrefix}:*:meta`, 'COUNT', 5000);
    cursor = next;
    for (const key of keys) names.add(key.slice(queuePrefix.length + 1, -':meta'.length));
  } while (cursor !== '0');
  return [...names];
}

export interface ReleaseOptions {
  redis: Redis;
  address: RedisAddress;
  queues: readonly string[];
  /** Whether the worker of this name is dead. */
  isDead: (worker: string) => boolean;
  /**
   * isolate: its process died, so each job that had begun is a suspect, gets a crash mark and runs next alone in the
   * isolation lane; those that only waited there for their turn go back to their lane.
   * requeue: the whole instance died, which says nothing about the job.
   */
  how: 'isolate' | 'requeue';
}

export interface Released {
  isolated: string[];
  requeued: string[];
}

/**
 * The lock token of a job of a dead worker. A lock that ran out is set anew, which is safe because its owner is dead
 * and BullMQ moves an active job only for the holder of its lock.
 */
async function lockToken(redis: Redis, queue: string, id: string): Promise<string> {
  const key = `${queuePrefix}:${queue}:${id}:lock`;
  const held = await redis.get(key);
  if (held) return held;
  await redis.set(key, 'released', 'PX', 30_000);
  return 'released';
}

async function isolate(job: Job, token: string, isolation: Queue): Promise<void> {
  const payload = JobPayload.parse(job.data);
  const marked: JobPayload = { ...payload, crashes: payload.crashes + 1 };
  if (job.queueName === isolationQueue) {
    await job.updateData(marked);
    await job.moveToWait(token);
    return;
  }
  // First into isolation, then out of its lane: if we die in between it is in both, and results are written once.
  await isolation.add('run', marked, { jobId: job.id, attempts: job.opts.attempts });
  job.opts.removeOnFail = true; // leaves Redis in the same step
  await job.moveToFailed(new UnrecoverableError('moved to isolation'), token, false);
}

/** Those of the queues that have active jobs: one round trip, and mostly all there is to do. */
async function busyQueues(redis: Redis, queues: readonly string[]): Promise<string[]> {
  const pipeline = redis.pipeline();
  for (const name of queues) pipeline.llen(`${queuePrefix}:${name}:active`);
  const answers = (await pipeline.exec()) ?? [];
  return queues.filter((_, index) => {
    const [error, count] = answers[index] ?? [null, 0];
    if (error) throw error;
    return Number(count) > 0;
  });
}

/** Releases every active job whose worker is dead. */
export async function releaseJobs(options: ReleaseOptions): Promise<Released> {
  const released: Released = { isolated: [], requeued: [] };
  const busy = await busyQueues(options.redis, options.queues);
  if (busy.length === 0) return released;
  // On the connection that is there: one of its own for each queue took longer than everything else.
  const open = (name: string) =>
    new Queue(name, { ...queueOptions(options.address), connection: options.redis });
  const isolation = open(isolationQueue);
  isolation.on('error', () => undefined); // the calls below reject with it
  try {
    await isolation.waitUntilReady();
    for (const name of busy) {
      const queue = name === isolationQueue ? isolation : open(name);
      queue.on('error', () => undefined);
      try {
        await queue.waitUntilReady();
        const active = (await queue.getActive()).filter(
          (job) => job?.processedBy && options.isDead(job.processedBy),
        );
        await Promise.all(
          active.map(async (job) => {
            const id = job.id ?? '';
            const token = await lockToken(options.redis, name, id);
            if (options.how === 'isolate' && !isParked(job)) {
              await isolate(job, token, isolation);
              released.isolated.push(id);
            } else {
              await job.moveToWait(token);
              released.requeued.push(id);
            }
          }),
        );
      } finally {
        if (queue !== isolation) await queue.close();
      }
    }
    return released;
  } finally {
    await isolation.close();
  }
}
