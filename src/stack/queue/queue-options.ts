/** What every user of BullMQ here agrees on. */
import type { QueueOptions, WorkerOptions } from 'bullmq';
import type { RedisAddress } from '#contract/process';
import { queuePrefix } from '#contract/queues';
import { redisOptions } from '../redis/address';

/** Finished jobs leave Redis at once: results, failures and history live in PostgreSQL. */
const keepNone = { count: 0 };

export function queueOptions(address: RedisAddress): QueueOptions {
  return {
    prefix: queuePrefix,
    connection: redisOptions(address, 'fails-fast'),
    streams: { events: { maxLen: 100 } }, // nobody listens to the stream
    defaultJobOptions: { backoff: { type: 'engine' }, stackTraceLimit: 1, keepLogs: 0, sizeLimit: 4096 },
  };
}

export function workerOptions(
  address: RedisAddress,
  timing: { lockMs: number; stalledCheckMs: number },
): Pick<
  WorkerOptions,
  | 'prefix'
  | 'connection'
  | 'lockDuration'
  | 'stalledInterval'
  | 'maxStalledCount'
  | 'removeOnComplete'
  | 'removeOnFail'
  | 'runRetryDelay'
> {
  return {
    prefix: queuePrefix,
    connection: redisOptions(address, 'waits'),
    lockDuration: timing.lockMs,
    stalledInterval: timing.stalledCheckMs,
    // Second net behind the supervisor's release. BullMQ's default of 1 fails jobs that were merely interrupted twice.
    maxStalledCount: 10,
    removeOnComplete: keepNone,
    removeOnFail: keepNone,
    runRetryDelay: 500,
  };
}
