/** Redis away for 20 s under workers that have work: how soon after it answers again the next job is done. */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { RedisAddress } from '#contract/process';
import { redisOptions } from '../../../src/stack/redis/address';
import { JobQueues } from '../../../src/stack/queue/job-queues';
import type { BenchRow } from '../bench-row';
import { noopJobs, startWorker } from './noop-jobs';
import { median, spread } from './numbers';
import { startStoppableRedis } from './stoppable-redis';

const runs = 5;
const outageMs = 20_000;
const jobMs = 20;

/** Resolves when Redis takes commands again; asks far more often than the product does. */
async function answeredAt(address: RedisAddress): Promise<number> {
  // No ready check: while Redis loads its log, that one waits for as long as Redis guesses.
  const probe = new Redis({
    ...redisOptions(address, 'waits'),
    retryStrategy: () => 5,
    enableReadyCheck: false,
  });
  probe.on('error', () => undefined); // it is not there yet
  while ((await probe.ping().catch(() => 'LOADING')) !== 'PONG') await delay(2);
  const at = performance.now();
  probe.disconnect();
  return at;
}

async function resumeMs(run: number): Promise<number> {
  const redis = await startStoppableRedis();
  const queues = new JobQueues(redis.address, () => undefined);
  let completedAt: number[] = [];
  await queues.add(noopJobs(5000, `outage${run}`));
  const workers = await startWorker(redis.address, 10, async () => {
    await delay(jobMs);
    completedAt.push(performance.now());
  });
  try {
    await delay(1000);
    await redis.kill();
    await delay(outageMs - 500);
    completedAt = []; // what was running when Redis went has ended long ago
    await delay(500);
    const answered = answeredAt(redis.address);
    await redis.start();
    const from = await answered;
    await delay(5000);
    const [first] = completedAt;
    if (first === undefined) throw new Error('Nothing was done within 5 s after Redis was back.');
    return Math.max(0, first - from);
  } finally {
    await workers.close();
    await queues.close();
    await redis.close();
  }
}

export async function outageRows(): Promise<BenchRow[]> {
  const resumed: number[] = [];
  for (let run = 0; run < runs; run++) resumed.push(await resumeMs(run));
  return [
    {
      measure: 'outage_resume_ms',
      value: median(resumed),
      unit: 'ms',
      target: 1200,
      runs,
      note: `redis-server gone for ${outageMs / 1000} s, jobs of ${jobMs} ms waiting; ${spread(resumed)}`,
    },
  ];
}
