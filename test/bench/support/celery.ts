/** The peer: Debian's Celery, prefork with two processes, on a redis-server of its own with the same log settings. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { redisOptions } from '../../../src/stack/redis/address';
import { startTestRedis } from '../../helpers/redis';

const python = '/usr/bin/python3'; // Debian's own, which has Debian's packages
const limitMs = 120_000;

/** No results, no gossip, no heartbeats: what Celery does when it does least. */
const tasks = `
import os
from celery import Celery
app = Celery('tasks', broker=os.environ['BROKER'])
app.conf.update(task_ignore_result=True, worker_prefetch_multiplier=4, worker_hijack_root_logger=False)

@app.task
def noop(reference):
    return None
`;

const preload = `
import sys
from celery import group
from tasks import noop
count = int(sys.argv[1])
for first in range(0, count, 1000):
    group(noop.s({'sha256': str(n).zfill(64), 'fileName': 'flight-%d.igc' % n}) for n in range(first, min(first + 1000, count))).apply_async()
`;

/** Null where the peer is not installed. */
export function celeryVersion(): string | null {
  const { status, stdout } = spawnSync(python, ['-c', 'import celery, redis; print(celery.__version__)'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}

/** Tasks that are waiting or held by a worker. */
async function left(redis: Redis): Promise<number> {
  const [[, waiting] = [], [, held] = []] =
    (await redis.pipeline().llen('celery').hlen('unacked').exec()) ?? [];
  return Number(waiting) + Number(held);
}

async function whenLeft(redis: Redis, count: number): Promise<number> {
  const deadline = performance.now() + limitMs;
  while ((await left(redis)) > count) {
    if (performance.now() > deadline) throw new Error('Celery did not get on.');
    await delay(10);
  }
  return performance.now();
}

/** @returns tasks per second after a warm-up of `warmShare` of them */
export async function measureCelery(count: number, warmShare: number): Promise<number> {
  const dir = mkdtempSync(path.join(tmpdir(), 'flightline-celery-'));
  writeFileSync(path.join(dir, 'tasks.py'), tasks);
  writeFileSync(path.join(dir, 'preload.py'), preload);
  const server = await startTestRedis({ redisFsync: 'everysec' });
  const { password, socketPath } = server.address;
  const env = { ...process.env, BROKER: `redis+socket://:${password}@${socketPath}` };
  const redis = new Redis(redisOptions(server.address, 'waits'));
  try {
    const loaded = spawnSync(python, ['preload.py', String(count)], { cwd: dir, env, encoding: 'utf8' });
    if (loaded.status !== 0) throw new Error(`Celery's producer failed: ${loaded.stderr}`);
    const flags = [
      '--pool',
      'prefork',
      '--concurrency',
      '2',
      '--without-gossip',
      '--without-mingle',
      '--without-heartbeat',
      '--loglevel',
      'ERROR',
    ];
    const worker = spawn(python, ['-m', 'celery', '-A', 'tasks', 'worker', ...flags], {
      cwd: dir,
      env,
      stdio: 'ignore',
    });
    const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    try {
      const warm = Math.floor(count * warmShare);
      const startedAt = await whenLeft(redis, count - warm);
      const endedAt = await whenLeft(redis, 0);
      return (count - warm) / ((endedAt - startedAt) / 1000);
    } finally {
      worker.kill('SIGTERM');
      await exited;
    }
  } finally {
    redis.disconnect();
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
