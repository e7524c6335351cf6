/** A real redis-server of a test's own, under a temporary data directory. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Settings } from '#contract/settings';
import type { RedisAddress } from '#contract/process';
import { findRedisBinary } from '../../src/supervisor/redis-binary';
import { embeddedRedisAddress, launchRedis } from '../../src/supervisor/redis-process';
import type { Running } from '../../src/supervisor/running';

export interface TestRedis {
  address: RedisAddress;
  dataDir: string;
  /** SIGKILL, then a new server on the same data. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export async function startTestRedis(settings: Partial<Settings> = {}): Promise<TestRedis> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'flightline-redis-'));
  mkdirSync(path.join(dataDir, 'run'), { recursive: true, mode: 0o700 });
  const options = {
    binary: findRedisBinary(path.resolve('resources')),
    dataDir,
    socketDir: path.join(dataDir, 'run'),
    settings: Settings.parse(settings),
  };
  let running: Running = await launchRedis(options);
  return {
    address: embeddedRedisAddress(options),
    dataDir,
    async crash() {
      running.kill();
      await running.exited;
      running = await launchRedis(options);
    },
    async close() {
      running.stop('suspend');
      await running.exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
