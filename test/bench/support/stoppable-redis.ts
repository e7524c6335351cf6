/** A redis-server that can be away for a while, unlike that of the tests, which is only killed. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RedisAddress } from '#contract/process';
import { Settings } from '#contract/settings';
import { findRedisBinary } from '../../../src/supervisor/redis-binary';
import { embeddedRedisAddress, launchRedis } from '../../../src/supervisor/redis-process';

export interface StoppableRedis {
  address: RedisAddress;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startStoppableRedis(): Promise<StoppableRedis> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'flightline-redis-'));
  mkdirSync(path.join(dataDir, 'run'), { recursive: true, mode: 0o700 });
  const options = {
    binary: findRedisBinary(path.resolve('resources')),
    dataDir,
    socketDir: path.join(dataDir, 'run'),
    settings: Settings.parse({}),
  };
  let running = await launchRedis(options);
  return {
    address: embeddedRedisAddress(options),
    async start() {
      running = await launchRedis(options);
    },
    async kill() {
      running.kill();
      await running.exited;
    },
    async close() {
      running.stop('suspend');
      await running.exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
