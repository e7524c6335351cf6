/** A batch of flights during which parts of the instance, and the whole of it, are killed at moments a seed decides. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { makeRandom } from '../fixtures/make-flight';
import { writeFlights } from './flights';
import { type TestInstance, kill, removeDataDir, startInstance, temporaryDataDir, until } from './instance';

export interface CrashReport {
  seed: number;
  jobs: number;
  kills: { target: string; afterJobs: number }[];
  completed: number;
  lost: number;
  failed: number;
  /** Why jobs failed. */
  reasons: string[];
  /** Results beyond one for each job. */
  doubled: number;
  seconds: number;
}

const targets = ['engine-igc-1', 'gateway', 'redis', 'engine-igc-2', 'tree', 'store'] as const;
const env = { FLIGHTLINE_PROCESSES_PER_POOL: '2', FLIGHTLINE_THREADS_PER_PROCESS: '1' };

function plan(seed: number, jobs: number): CrashReport['kills'] {
  const random = makeRandom(seed);
  return targets
    .map((target) => ({ target, afterJobs: Math.floor(random() * jobs * 0.85) }))
    .sort((a, b) => a.afterJobs - b.afterJobs);
}

async function completedOf(instance: TestInstance, batchId: string): Promise<number> {
  const { counts } = await instance.api.batches.get.query({ id: batchId });
  return counts.completed + counts.failed;
}

/** Counts in the database itself, past everything that could be wrong in the API. */
async function verdict(instance: TestInstance, batchId: string) {
  const client = new pg.Client({
    host: path.join(instance.dataDir, 'run'),
    port: 5432,
    user: 'postgres',
    database: 'postgres',
  });
  await client.connect();
  try {
    const { rows } = await client.query<{
      members: number;
      completed: number;
      failed: number;
      reasons: string[];
      results: number;
      distinct: number;
    }>(
      `select count(*)::int as members,
         count(*) filter (where j.state = 'completed')::int as completed,
         count(*) filter (where j.state = 'failed')::int as failed,
         coalesce(array_agg(j.error_code || ': ' || j.error_message) filter (where j.state = 'failed'), '{}') as reasons,
         (select count(*)::int from flightline.results) as results,
         (select count(distinct job_id)::int from flightline.results) as distinct
       from flightline.batch_members m join flightline.jobs j on j.id = m.job_id where m.batch_id = $1`,
      [batchId],
    );
    const [row] = rows;
    if (!row) throw new Error('no answer');
    return row;
  } finally {
    await client.end();
  }
}

export async function runCrashScenario(seed: number, jobs: number): Promise<CrashReport> {
  const startedAt = Date.now();
  const flights = writeFlights(jobs, seed);
  const dataDir = temporaryDataDir();
  let instance = await startInstance({ dataDir, env });
  const kills = plan(seed, jobs);
  try {
    const { id } = await instance.api.ingest.paths.mutate({
      paths: [flights],
      engine: 'xcmetrics', // so that a job is a file
      key: crypto.randomUUID(),
    });
    for (const { target, afterJobs } of kills) {
      await until(
        `${afterJobs} jobs before the end of ${target}`,
        async () => (await completedOf(instance, id)) >= afterJobs,
      );
      if (target === 'tree') {
        await instance.killTree();
        instance = await startInstance({ dataDir, env });
      } else {
        kill(await until(`${target} runs`, () => instance.pidOf(target)));
      }
    }
    await until(
      'the end of the batch',
      async () => (await instance.api.batches.get.query({ id })).state === 'done',
      120_000,
    );
    const found = await verdict(instance, id);
    return {
      seed,
      jobs,
      kills,
      completed: found.completed,
      lost: jobs - found.members,
      failed: found.failed,
      reasons: found.reasons,
      doubled: found.results - found.distinct + Math.max(0, found.results - jobs),
      seconds: (Date.now() - startedAt) / 1000,
    };
  } finally {
    await instance.stop();
    removeDataDir(dataDir);
    rmSync(path.dirname(flights), { recursive: true, force: true });
  }
}
