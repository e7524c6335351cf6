/** A real headless instance with the test engines, and its database and Redis past its API. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RedisAddress } from '#contract/process';
import { type Database, openDatabase } from '../../../src/stack/database/open';
import { socketDir } from '../../../src/stack/run-dir';
import { embeddedRedisAddress } from '../../../src/supervisor/redis-process';
import {
  type InstanceOptions,
  type TestInstance,
  removeDataDir,
  startInstance,
} from '../../helpers/instance';
import { buildWithTestEngines } from '../../helpers/test-build';
import { type Upload, upload } from '../../helpers/uploads';

/** A copy: a bench takes minutes, in which somebody may run the tests and build anew. Two levels below the root, as `out/main`. */
const copyDir = path.resolve('.cache/bench-build');
let built: Promise<string> | null = null;

/** @returns the entry of the headless console */
export function testEntry(): Promise<string> {
  built ??= buildWithTestEngines().then((entry) => {
    const entriesDir = path.dirname(entry);
    rmSync(copyDir, { recursive: true, force: true });
    cpSync(entriesDir, copyDir, { recursive: true });
    const renderer = path.join(copyDir, '..', 'renderer');
    mkdirSync(renderer, { recursive: true });
    cpSync(path.join(entriesDir, '..', 'renderer'), renderer, { recursive: true });
    return path.join(copyDir, path.basename(entry));
  });
  return built;
}

/** The test build has no console of its own; an instance serves what lies beside its entry. @returns the same entry */
export function withConsole(entry: string): string {
  cpSync(path.resolve('out/renderer'), path.join(path.dirname(entry), '..', 'renderer'), { recursive: true });
  return entry;
}

/** Recycling would be a pause in the middle of a measurement. */
const steady = { FLIGHTLINE_RECYCLE_AFTER_JOBS: '1000000', FLIGHTLINE_THREADS_PER_PROCESS: '2' };

/** Starts one on a fresh data directory, and removes that afterwards. */
export async function withInstance<T>(
  options: Pick<InstanceOptions, 'env' | 'entry'>,
  work: (instance: TestInstance) => Promise<T>,
): Promise<T> {
  const entry = options.entry ?? (await testEntry());
  const instance = await startInstance({ entry, env: { ...steady, ...options.env } });
  try {
    return await work(instance);
  } finally {
    await instance.stop();
    removeDataDir(instance.dataDir);
  }
}

export function redisOf(instance: TestInstance): RedisAddress {
  return embeddedRedisAddress({ dataDir: instance.dataDir, socketDir: socketDir(instance.dataDir) });
}

export function databaseOf(instance: TestInstance, poolSize: number): Promise<Database> {
  return openDatabase({ socketDir: socketDir(instance.dataDir), port: 5432, url: null }, { poolSize });
}

export async function query<T extends object>(
  instance: TestInstance,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const database = await databaseOf(instance, 1);
  try {
    return (await database.pool.query<T>(text, values)).rows;
  } finally {
    await database.close();
  }
}

const uploadAtOnce = 500;

/** Uploads to a new batch. `paused`: nothing runs until the batch is resumed. */
export async function fillBatch(
  instance: TestInstance,
  files: readonly Upload[],
  state: 'running' | 'paused',
): Promise<string> {
  const key = () => crypto.randomUUID();
  const { id } = await instance.api.batches.create.mutate({ name: 'bench', lane: 'normal', key: key() });
  if (state === 'paused') await instance.api.batches.pause.mutate({ id, key: key() });
  for (let from = 0; from < files.length; from += uploadAtOnce)
    await upload(instance, files.slice(from, from + uploadAtOnce), `?batch=${id}`);
  await instance.api.batches.seal.mutate({ id, key: key() });
  return id;
}

/** Looks once a second: counting a batch's members is work for the store, which others are measured by. */
export async function batchEnd(instance: TestInstance, id: string, limitMs = 300_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while ((await instance.api.batches.get.query({ id })).state !== 'done') {
    if (Date.now() > deadline) throw new Error(`The batch did not end within ${limitMs / 1000} s.`);
    await delay(1000);
  }
}
