/**
 * Rings when the time of a schedule comes: BullMQ's job schedulers on a queue of their own. What is to be rung for is
 * told by the database at every start and change; Redis may forget it all, and a ring that comes twice does no harm.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { z } from 'zod';
import type { RedisAddress } from '#contract/process';
import { queuePrefix } from '#contract/queues';
import { redisOptions } from '../redis/address';
import { type Clock, plainCron } from '../schedule/cron';

const queueName = 'schedules';
const Ring = z.object({ id: z.string() });
const keepNone = { count: 0 };
const closeLimitMs = 2000;

export interface BellOptions {
  address: RedisAddress;
  onRing(scheduleId: string): Promise<void>;
  onError(error: Error): void;
}

export class ScheduleBell {
  private readonly queue: Queue;
  private readonly worker: Worker;

  constructor({ address, onRing, onError }: BellOptions) {
    const shared = { prefix: queuePrefix, connection: redisOptions(address, 'waits') };
    this.queue = new Queue(queueName, {
      ...shared,
      connection: redisOptions(address, 'fails-fast'),
      streams: { events: { maxLen: 100 } }, // nobody listens to the stream
      defaultJobOptions: { removeOnComplete: keepNone, removeOnFail: keepNone },
    });
    this.worker = new Worker(queueName, (job) => onRing(Ring.parse(job.data).id), {
      ...shared,
      removeOnComplete: keepNone,
      removeOnFail: keepNone,
      runRetryDelay: 500,
    });
    this.queue.on('error', onError);
    this.worker.on('error', onError);
  }

  /** From now on it rings for these and no others. */
  async setAll(clocks: readonly (Clock & { id: string })[]): Promise<void> {
    const known = new Map(
      (await this.queue.getJobSchedulers()).map((one) => [one.key, `${one.pattern} ${one.tz}`]),
    );
    for (const { id, cron, timeZone } of clocks) {
      const pattern = plainCron(cron);
      if (known.get(id) !== `${pattern} ${timeZone}`)
        await this.queue.upsertJobScheduler(id, { pattern, tz: timeZone }, { name: 'ring', data: { id } });
      known.delete(id);
    }
    for (const id of known.keys()) await this.queue.removeJobScheduler(id);
  }

  /** While Redis is away its parts cannot end in order; they are left then. */
  async close(): Promise<void> {
    const ended = Promise.allSettled([this.worker.close(true), this.queue.close()]);
    await Promise.race([ended, delay(closeLimitMs, null, { ref: false })]);
  }
}
