/**
 * Failed jobs that are still in Redis. Ours leave it with their outcome; what a worker of another make or an older version
 * left, or BullMQ gave up without asking us, is found by this.
 */
import type { Redis } from 'ioredis';
import { JobPayload, isolationQueue, lanes, queueName, queuePrefix } from '#contract/queues';

export interface FailedJob {
  queue: string;
  id: string;
  /** Null when it is none of ours: nobody can run it. */
  payload: JobPayload | null;
  reason: string;
  attempts: number;
  failedAt: number;
}

/** Of these engines and of isolation, the oldest of each queue first. */
export async function failedJobs(
  redis: Redis,
  engines: readonly string[],
  mostOfQueue: number,
): Promise<FailedJob[]> {
  const names = [
    ...engines.flatMap((engine) => lanes.map((lane) => queueName(engine, lane))),
    isolationQueue,
  ];
  const lists = redis.pipeline();
  for (const name of names) lists.zrange(`${queuePrefix}:${name}:failed`, '0', String(mostOfQueue - 1));
  const found = ((await lists.exec()) ?? []).flatMap(([error, ids], index) => {
    if (error) throw error;
    return (ids as string[]).map((id) => ({ queue: names[index] ?? '', id }));
  });
  if (found.length === 0) return [];
  const fields = redis.pipeline();
  for (const { queue, id } of found)
    fields.hmget(`${queuePrefix}:${queue}:${id}`, 'data', 'failedReason', 'atm', 'finishedOn');
  const answers = (await fields.exec()) ?? [];
  return found.map((place, index) => {
    const [error, values] = answers[index] ?? [null, []];
    if (error) throw error;
    const [data, reason, attempts, failedAt] = values as (string | null)[];
    return {
      ...place,
      payload: payloadOf(data ?? ''),
      reason: reason ?? 'The queue gave it up.',
      attempts: Math.max(1, Number(attempts ?? 1)),
      failedAt: Number(failedAt ?? Date.now()),
    };
  });
}

function payloadOf(data: string): JobPayload | null {
  try {
    return JobPayload.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
