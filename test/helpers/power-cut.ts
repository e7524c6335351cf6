/**
 * A power cut, emulated: everything is killed at once while files are being accepted, and Redis' log is cut back to what
 * it was before, since what was written last may not have reached the disk. Then the instance starts again.
 * Not emulated: lost writes of the store and of the journal, which flush by themselves.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { makeRandom } from '../fixtures/make-flight';
import { type TestInstance, removeDataDir, startInstance, temporaryDataDir, until } from './instance';
import { RedisLogSizes } from './redis-log-sizes';
import { jobIdOf, upload } from './uploads';

export interface PowerCutReport {
  jobs: number;
  /** Answered with 202 before the cut. */
  acknowledged: number;
  completedBefore: number;
  /** Bytes that Redis' log lost. */
  cutBytes: number;
  /** Acknowledged and not completed in the end. */
  lost: number;
  /** Results or completed attempts beyond one for each job. */
  doubled: number;
  /** What the start reported. */
  requeued: number;
  restartMs: number;
}

const groupSize = 50;
const uploaders = 2;
/** With `everysec` Redis documents a loss of up to 2 s when the disk is slow. */
const unflushedMs = 2000;
const env = { FLIGHTLINE_RECYCLE_AFTER_JOBS: '1000000' };

/** Uploads in groups until all are acknowledged or the instance is gone. */
async function uploadAll(
  instance: TestInstance,
  groups: { fileName: string; content: string }[][],
  acknowledged: Set<string>,
): Promise<void> {
  const next = groups.values();
  const uploader = async () => {
    for (const group of next)
      for (const item of await upload(instance, group)) acknowledged.add(jobIdOf(item));
  };
  await Promise.all(Array.from({ length: uploaders }, () => uploader().catch(() => undefined))); // the power is gone
}

/** No process outlives a power cut, not even as a zombie that nobody has reaped yet. */
async function nothingLeft(pids: readonly number[]): Promise<void> {
  await until('the end of all processes', () => Promise.resolve(pids.every((pid) => !exists(pid))), 20_000);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function count(instance: TestInstance, ids: readonly string[]) {
  const client = new pg.Client({
    host: path.join(instance.dataDir, 'run'),
    port: 5432,
    user: 'postgres',
    database: 'postgres',
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ completed: number; ended: number; doubled: number }>(
      `select count(*) filter (where state = 'completed')::int as completed,
         count(*) filter (where state in ('completed', 'failed', 'cancelled'))::int as ended,
         (select count(*) - count(distinct job_id) from flightline.results)::int
           + (select count(*) - count(distinct job_id) from flightline.job_attempts where outcome = 'completed')::int as doubled
       from flightline.jobs where id = any($1::text[])`,
      [ids],
    );
    return rows[0] ?? { completed: 0, ended: 0, doubled: 0 };
  } finally {
    await client.end();
  }
}

/** @param options.entry a build with the test engines */
export async function runPowerCut(options: {
  entry: string;
  jobs: number;
  seed: number;
}): Promise<PowerCutReport> {
  const { entry, jobs, seed } = options;
  const dataDir = temporaryDataDir();
  let instance = await startInstance({ entry, dataDir, env });
  try {
    const files = Array.from({ length: jobs }, (_, index) => ({
      fileName: `${index}.noop`,
      content: `noop ${seed} ${index}`,
    }));
    const groups = Array.from({ length: Math.ceil(jobs / groupSize) }, (_, index) =>
      files.slice(index * groupSize, (index + 1) * groupSize),
    );
    const acknowledged = new Set<string>();
    const sizes = new RedisLogSizes(path.join(dataDir, 'redis', 'appendonlydir'));
    const enough = jobs * (0.5 + 0.45 * makeRandom(seed)());
    const uploading = uploadAll(instance, groups, acknowledged);
    await until('enough acknowledgements', () => Promise.resolve(acknowledged.size >= enough), 300_000);
    const { completed: completedBefore } = await count(instance, [...acknowledged]);
    const pids = (await instance.api.system.processes.query()).flatMap(({ pid }) => pid ?? []);
    const cutAt = Date.now();
    await instance.killTree();
    await uploading;
    await nothingLeft(pids);
    sizes.stop();
    const ids = [...acknowledged];
    const cutBytes = sizes.cutBackTo(cutAt - unflushedMs);

    const startedAt = Date.now();
    instance = await startInstance({ entry, dataDir, env });
    const restartMs = Date.now() - startedAt;
    await until(
      'the end of all acknowledged jobs',
      async () => (await count(instance, ids)).ended === ids.length,
      120_000,
    ).catch(() => undefined);
    await delay(500); // late doubles
    const found = await count(instance, ids);
    const { repair } = await instance.api.system.info.query();
    return {
      jobs,
      acknowledged: ids.length,
      completedBefore,
      cutBytes,
      lost: ids.length - found.completed,
      doubled: found.doubled,
      requeued: repair?.jobsRequeued ?? 0,
      restartMs,
    };
  } finally {
    await instance.stop();
    removeDataDir(dataDir);
  }
}
