/** Jobs that do nothing, and a worker set up as the product's own. */
import type { Job } from 'bullmq';
import type { Engine } from '#contract/engine';
import type { RedisAddress } from '#contract/process';
import { Settings } from '#contract/settings';
import { jobIdOf } from '../../../src/stack/queue/job-id';
import type { QueuedJob } from '../../../src/stack/queue/job-queues';
import { LaneWorkers } from '../../../src/workers/engine/lane-workers';

export const noopEngine = 'noop';

/** What the queue carries for a real file of ordinary name; ids are of the product's kind. */
export function noopJobs(count: number, run: string): QueuedJob[] {
  const at = Date.now();
  return Array.from({ length: count }, (_, index) => {
    const sha256 = `${run}${index}`.padStart(64, '0');
    return {
      id: jobIdOf({ engine: noopEngine, version: 1, sha256, options: {} }),
      attempts: 3,
      payload: {
        engine: noopEngine,
        version: 1,
        sha256,
        sizeBytes: 250_000,
        fileName: `2024-06-01-XXX-${index}.igc`,
        options: {},
        lane: 'normal',
        crashes: 0,
        generation: 0,
        acceptedAt: at,
        queuedAt: at,
      },
    };
  });
}

/** One process' worth of lanes, exactly as an engine process has them, with `work` in the place of the engine. */
export async function startWorker(
  redis: RedisAddress,
  concurrency: number,
  work: (job: Job) => Promise<void>,
): Promise<LaneWorkers> {
  const workers = new LaneWorkers({
    name: `bench/${process.pid}`,
    engines: [{ name: noopEngine } as Engine], // all that lanes need of it
    isolation: false,
    redis,
    timing: Settings.parse({}),
    concurrency,
    process: work,
    onFailed: () => undefined,
    onError: () => undefined, // Redis is away at times; the worker reconnects
  });
  await workers.ready();
  return workers;
}
