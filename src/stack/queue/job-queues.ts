/** The producers' side of the queues: add, look up, take away. */
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { RedisAddress } from '#contract/process';
import { type JobPayload, isolationQueue, lanes, queueName, queuePrefix } from '#contract/queues';
import { redisOptions } from '../redis/address';
import { queueOptions } from './queue-options';

export interface QueuedJob {
  id: string;
  attempts: number;
  payload: JobPayload;
}

export interface JobPlace {
  id: string;
  engine: string;
}

/** Measured best of 100 / 1000 / 5000. */
const chunkSize = 1000;

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, index) =>
    items.slice(index * chunkSize, (index + 1) * chunkSize),
  );
}

export class JobQueues {
  private readonly queues = new Map<string, Queue>();
  readonly redis: Redis;

  constructor(
    private readonly address: RedisAddress,
    private readonly onError: (error: Error) => void,
  ) {
    this.redis = new Redis(redisOptions(address, 'fails-fast'));
    this.redis.on('error', onError);
  }

  private queue(name: string): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      // One connection for all. Its own BullMQ cannot close while Redis is away: it rejects or waits for ever.
      queue = new Queue(name, { ...queueOptions(this.address), connection: this.redis });
      queue.on('error', this.onError);
      this.queues.set(name, queue);
    }
    return queue;
  }

  /** Queues jobs; one whose id is queued already is left as it is. Jobs whose process died go to isolation. */
  async add(jobs: readonly QueuedJob[]): Promise<void> {
    const byQueue = groupBy(jobs, target);
    for (const [name, members] of byQueue)
      for (const chunk of chunks(members))
        await this.queue(name).addBulk(
          chunk.map(({ id, attempts, payload }) => ({
            name: 'run',
            data: payload,
            opts: { jobId: id, attempts },
          })),
        );
  }

  /** Takes waiting and delayed jobs away. @returns ids that were taken; running ones cannot be */
  async remove(jobs: readonly JobPlace[]): Promise<Set<string>> {
    const removed = new Set<string>();
    for (const chunk of chunks(jobs)) {
      const found = await this.find(chunk);
      await Promise.all(
        found.map(async ({ id, queue }) => {
          // BullMQ answers 1 for what is not there, too; hence the look before.
          if ((await this.queue(queue).remove(id)) === 1) removed.add(id);
        }),
      );
    }
    return removed;
  }

  /** Takes one job out of one queue, whatever state it is in there. */
  async removeFrom(queue: string, id: string): Promise<void> {
    await this.queue(queue).remove(id);
  }

  /** @returns ids that some queue knows */
  async known(jobs: readonly JobPlace[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (const chunk of chunks(jobs)) for (const { id } of await this.find(chunk)) known.add(id);
    return known;
  }

  /** Where jobs are; one that is in no queue is left out. */
  private async find(jobs: readonly JobPlace[]): Promise<{ id: string; queue: string }[]> {
    const candidates = jobs.flatMap(({ id, engine }) => places(engine).map((queue) => ({ id, queue })));
    const pipeline = this.redis.pipeline();
    for (const { id, queue } of candidates) pipeline.exists(`${queuePrefix}:${queue}:${id}`);
    const answers = (await pipeline.exec()) ?? [];
    return candidates.filter((_, index) => {
      const [error, count] = answers[index] ?? [null, 0];
      if (error) throw error;
      return Number(count) > 0;
    });
  }

  /** Depth of each of these engines' lanes and of isolation, in one round trip. */
  async depths(
    engines: readonly string[],
  ): Promise<{ queue: string; waiting: number; active: number; delayed: number }[]> {
    const names = [
      ...engines.flatMap((engine) => lanes.map((lane) => queueName(engine, lane))),
      isolationQueue,
    ];
    const pipeline = this.redis.pipeline();
    for (const name of names) {
      const key = `${queuePrefix}:${name}`;
      pipeline.llen(`${key}:wait`).llen(`${key}:active`).zcard(`${key}:delayed`);
    }
    const answers = ((await pipeline.exec()) ?? []).map(([error, count]) => {
      if (error) throw error;
      return Number(count);
    });
    return names.map((queue, index) => ({
      queue,
      waiting: answers[index * 3] ?? 0,
      active: answers[index * 3 + 1] ?? 0,
      delayed: answers[index * 3 + 2] ?? 0,
    }));
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.redis.disconnect();
  }
}

function target(job: QueuedJob): string {
  return job.payload.crashes > 0 ? isolationQueue : queueName(job.payload.engine, job.payload.lane);
}

function places(engine: string): string[] {
  return [...lanes.map((lane) => queueName(engine, lane)), isolationQueue];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
