/** Copies the log of the embedded Redis while it runs: what it holds up to the copy is in it. */
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';

const rewriteSetting = 'auto-aof-rewrite-percentage';
const lookAgainMs = 50;

/** The log must not be rewritten meanwhile, or the files of the copy belong to two logs. */
export async function copyQueueLog(redis: Redis, dataDir: string, target: string): Promise<void> {
  const before = (await redis.config('GET', rewriteSetting)) as string[] | Record<string, string>;
  const percentage = Array.isArray(before) ? before[1] : before[rewriteSetting];
  await redis.config('SET', rewriteSetting, '0');
  try {
    while (/aof_rewrite_in_progress:1|aof_rewrite_scheduled:1/.test(await redis.info('persistence')))
      await delay(lookAgainMs);
    await cp(path.join(dataDir, 'redis'), target, { recursive: true });
  } finally {
    await redis.config('SET', rewriteSetting, percentage ?? '100');
  }
}
