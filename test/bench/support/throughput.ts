/** No-op jobs through the queue alone, and the same through Celery, alternating. */
import { JobQueues } from '../../../src/stack/queue/job-queues';
import { startTestRedis } from '../../helpers/redis';
import type { BenchRow } from '../bench-row';
import { celeryVersion, measureCelery } from './celery';
import { noopJobs, startWorker } from './noop-jobs';
import { median, spread } from './numbers';

const runs = 5;
const concurrency = 10;
/** The first tenth warms up; the clock runs over the rest, for both. */
const warmShare = 0.1;

/** @returns jobs per second of one worker × 10 on a Redis of its own */
export async function measureQueue(count: number, run: string): Promise<number> {
  const redis = await startTestRedis({ redisFsync: 'everysec' });
  const queues = new JobQueues(redis.address, () => undefined);
  try {
    await queues.add(noopJobs(count, run));
    const warm = Math.floor(count * warmShare);
    let done = 0;
    let startedAt = 0;
    let end: (endedAt: number) => void = () => undefined;
    const ended = new Promise<number>((resolve) => (end = resolve));
    const workers = await startWorker(redis.address, concurrency, () => {
      done += 1;
      if (done === warm) startedAt = performance.now();
      if (done === count) end(performance.now());
      return Promise.resolve();
    });
    const endedAt = await ended;
    await workers.close();
    return (count - warm) / ((endedAt - startedAt) / 1000);
  } finally {
    await queues.close();
    await redis.close();
  }
}

export async function throughputRows(): Promise<BenchRow[]> {
  const peerVersion = celeryVersion();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run++) {
    ours.push(await measureQueue(30_000, `a${run}`));
    if (peerVersion) theirs.push(await measureCelery(4000, warmShare));
  }
  const value = median(ours);
  const row: BenchRow = {
    measure: 'noop_jobs_per_s',
    value,
    unit: 'jobs/s',
    target: 8000,
    runs,
    note: `one worker × ${concurrency}, unix socket, everysec, 30,000 jobs preloaded; ${spread(ours)}`,
  };
  if (!peerVersion)
    return [
      { ...row, note: `${row.note}; no peer: Debian's python3-celery and python3-redis are not installed` },
    ];
  const peerValue = median(theirs);
  return [
    {
      ...row,
      peer: `Celery ${peerVersion} prefork 2`,
      peerValue,
      ratio: value / peerValue,
      note: `${row.note}; Celery ${spread(theirs)}, unix socket, everysec, results off; ratio target 5`,
    },
  ];
}
