/** The BullMQ workers of one process: one for each lane of each engine of its pool, or the one of isolation. */
import { type Job, Worker } from 'bullmq';
import type { Engine } from '#contract/engine';
import type { RedisAddress } from '#contract/process';
import { isolationQueue, lanes, queueName } from '#contract/queues';
import { findEngine } from '../../engines/registry';
import { backoffMs } from '../../stack/queue/backoff';
import { workerOptions } from '../../stack/queue/queue-options';

export interface LaneWorkersOptions {
  name: string;
  engines: readonly Engine[];
  isolation: boolean;
  redis: RedisAddress;
  timing: { lockMs: number; stalledCheckMs: number };
  /** Jobs that run at once. */
  concurrency: number;
  process: (job: Job, token: string) => Promise<void>;
  /** After every attempt that failed, whoever failed it. */
  onFailed: (job: Job, reason: string) => void;
  onError: (error: Error) => void;
}

/** Each lane may hold more than run at once, so that the next computes while the last is written. */
const heldForEach = 4;
const defaultBackoff = { baseMs: 1000, capMs: 30_000, jitter: 0.5 };

export class LaneWorkers {
  private readonly workers: Worker[];
  readonly queues: string[];

  constructor(options: LaneWorkersOptions) {
    this.queues = options.isolation
      ? [isolationQueue]
      : options.engines.flatMap(({ name }) => lanes.map((lane) => queueName(name, lane)));
    this.workers = this.queues.map((queue) => {
      const worker = new Worker(queue, (job, token) => options.process(job, token ?? ''), {
        ...workerOptions(options.redis, options.timing),
        name: options.name,
        concurrency: options.concurrency * heldForEach,
        settings: {
          backoffStrategy: (attemptsMade, _type, _error, job) => {
            const engine = findEngine(String((job?.data as { engine?: unknown } | undefined)?.engine));
            return backoffMs(engine?.limits.backoff ?? defaultBackoff, attemptsMade);
          },
        },
      });
      worker.on('error', options.onError);
      worker.on('failed', (job, error) => {
        if (job) options.onFailed(job, error.message);
      });
      return worker;
    });
  }

  async ready(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
  }

  /** Takes no further jobs; running ones go on. */
  async pause(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.pause(true)));
  }

  async resume(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.resume()));
  }

  resize(concurrency: number): void {
    for (const worker of this.workers) worker.concurrency = concurrency * heldForEach;
  }

  /** Waits for running jobs. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }
}
