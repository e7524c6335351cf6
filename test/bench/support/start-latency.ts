/** From `add` in one process to the job's start in another, at light load. */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { RedisAddress } from '#contract/process';
import { JobQueues } from '../../../src/stack/queue/job-queues';
import { makeRandom } from '../../fixtures/make-flight';
import { startTestRedis } from '../../helpers/redis';
import type { BenchRow } from '../bench-row';
import { noopJobs, startWorker } from './noop-jobs';
import { median, percentile, spread } from './numbers';

const runs = 5;
const jobsPerSecond = 20;
const seconds = 10;

/** Nanoseconds of the clock that all processes of this machine share, as text: IPC carries no bigint. */
const Started = z.object({ id: z.string(), atNs: z.string() });

/** The other process: says when each job starts. */
export async function runReportingWorker(redis: RedisAddress): Promise<void> {
  await startWorker(redis, 10, (job) => {
    process.send?.({ id: job.id, atNs: String(process.hrtime.bigint()) });
    return Promise.resolve();
  });
  process.send?.('ready');
}

async function startReporter(bundle: string, redis: RedisAddress) {
  const program = `(await import(process.argv[1])).runReportingWorker(JSON.parse(process.argv[2]))`;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', program, bundle, JSON.stringify(redis)],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const startedAt = new Map<string, bigint>();
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The worker process ended with ${code}.`)));
    child.on('message', (message) => {
      if (message === 'ready') return resolve();
      const { id, atNs } = Started.parse(message);
      startedAt.set(id, BigInt(atNs));
    });
  });
  return { startedAt, kill: () => child.kill('SIGKILL') };
}

async function latenciesMs(bundle: string, run: number): Promise<number[]> {
  const random = makeRandom(run + 1);
  const redis = await startTestRedis({ redisFsync: 'everysec' });
  const queues = new JobQueues(redis.address, () => undefined);
  const { startedAt, kill } = await startReporter(bundle, redis.address);
  try {
    const jobs = noopJobs(jobsPerSecond * seconds + 5, `latency${run}`);
    const addedAt = new Map<string, bigint>();
    for (const job of jobs) {
      await delay((-Math.log(1 - random()) / jobsPerSecond) * 1000);
      addedAt.set(job.id, process.hrtime.bigint());
      await queues.add([job]);
    }
    await delay(500);
    const warm = jobs.slice(5); // the first ones compile the code
    return warm.map(({ id }) => {
      const started = startedAt.get(id);
      if (started === undefined) throw new Error(`Job ${id} did not start.`);
      return Number(started - (addedAt.get(id) ?? 0n)) / 1e6;
    });
  } finally {
    kill();
    await queues.close();
    await redis.close();
  }
}

/** @param bundle URL of a module that exports `runReportingWorker` */
export async function startLatencyRows(bundle: string): Promise<BenchRow[]> {
  const p50: number[] = [];
  const p95: number[] = [];
  for (let run = 0; run < runs; run++) {
    const latencies = await latenciesMs(bundle, run);
    p50.push(percentile(latencies, 0.5));
    p95.push(percentile(latencies, 0.95));
  }
  return [
    {
      measure: 'add_to_start_p95_ms',
      value: median(p95),
      unit: 'ms',
      target: 5,
      runs,
      note: `${jobsPerSecond} jobs/s Poisson for ${seconds} s, two processes; p50 ${median(p50).toFixed(1)}, p95 ${spread(p95, 1)}`,
    },
  ];
}
