/** 10,000 files accepted in groups as a folder is: real journal, store and Redis; hashing and blobs left out. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Queue } from 'bullmq';
import type { Engine } from '#contract/engine';
import { queueName } from '#contract/queues';
import * as batches from '../../../src/stack/database/batches';
import type { Database } from '../../../src/stack/database/open';
import { type Journal, openJournal } from '../../../src/stack/journal/journal';
import { silentLog } from '../../../src/stack/log';
import { JobQueues } from '../../../src/stack/queue/job-queues';
import { queueOptions } from '../../../src/stack/queue/queue-options';
import { TraceSampler } from '../../../src/stack/telemetry/trace-sampler';
import { IntakeTracer } from '../../../src/workers/gateway/intake/intake-tracer';
import { Intake, type IntakeFile } from '../../../src/workers/gateway/intake/intake';
import { Workflow } from '../../../src/workers/gateway/workflow';
import { Settlement } from '../../../src/workers/gateway/intake/settlement';
import type { TestInstance } from '../../helpers/instance';
import type { BenchRow } from '../bench-row';
import { databaseOf, redisOf, withInstance } from './bench-instance';
import { median, spread } from './numbers';

const runs = 5;
const fileCount = 10_000;
const groupSize = 500; // as a folder scan has it

/** Nobody fetches its jobs. */
const nobody = {
  name: 'nobody',
  version: 1,
  accepts: [
    {
      label: 'files',
      suffixes: ['.igc'],
      mediaType: 'text/plain',
      maxBytes: 1e9,
      sniff: () => 'yes' as const,
    },
  ],
} as unknown as Engine;

function madeFiles(run: string): IntakeFile[] {
  return Array.from({ length: fileCount }, (_, index) => ({
    fileName: `season/2024-06-01-XXX-${index}.igc`,
    sizeBytes: 250_000,
    head: new Uint8Array(64),
    sha256: `${run}${index}`.padStart(64, '0'),
  }));
}

/** The journal that keeps nothing: what durability costs is the difference. */
async function forgetfulJournal(): Promise<Journal> {
  const report = { records: 0, tornBytes: 0, damage: [] };
  const nothing = () => Promise.resolve();
  let position = 0;
  async function* records() {
    yield* [];
  }
  return {
    report,
    records,
    append: () => Promise.resolve(++position),
    checkpoint: nothing,
    stats: () => ({}) as never,
    close: nothing,
  };
}

async function acceptMs(
  database: Database,
  queues: JobQueues,
  journal: Journal,
  run: string,
): Promise<number> {
  const intake = new Intake({
    settings: { attached: false },
    tracer: new IntakeTracer(new TraceSampler({ perSecond: 20, slowMs: 1000 }), { add: () => undefined }),
    engines: [nobody],
    journal,
    database,
    workflow: new Workflow({ database, queues, changed: () => undefined, withheld: () => undefined }),
    settlement: new Settlement(() => Promise.resolve()),
    log: silentLog,
    stateRevision: () => '',
    instanceOptions: () => ({}),
    onAccepted: () => undefined,
  });
  const files = madeFiles(run);
  const batchId = crypto.randomUUID();
  await batches.create(database, { id: batchId, name: run, lane: 'batch', createdAt: Date.now() });
  const startedAt = performance.now();
  for (let from = 0; from < fileCount; from += groupSize)
    await intake.accept({ files: files.slice(from, from + groupSize), batchId, lane: 'batch', choices: {} });
  return performance.now() - startedAt;
}

/** Every run finds the same: no jobs, an empty queue. */
async function clear(database: Database, instance: TestInstance): Promise<void> {
  const queue = new Queue(queueName(nobody.name, 'batch'), queueOptions(redisOf(instance)));
  await queue.waitUntilReady();
  await queue.obliterate({ force: true });
  await queue.close();
  await database.pool.query('delete from flightline.batch_members');
  await database.pool.query('delete from flightline.jobs');
}

export async function acceptanceRows(): Promise<BenchRow[]> {
  return withInstance({}, async (instance) => {
    const database = await databaseOf(instance, 8);
    const queues = new JobQueues(redisOf(instance), () => undefined);
    if (queues.redis.status !== 'ready') await once(queues.redis, 'ready');
    const durableMs: number[] = [];
    const forgetfulMs: number[] = [];
    for (let run = -1; run < runs; run++) {
      const dir = mkdtempSync(path.join(tmpdir(), 'flightline-journal-'));
      const journal = await openJournal(dir);
      const durable = await acceptMs(database, queues, journal, `d${run + 1}`);
      await journal.close();
      rmSync(dir, { recursive: true, force: true });
      await clear(database, instance);
      const forgetful = await acceptMs(database, queues, await forgetfulJournal(), `f${run + 1}`);
      await clear(database, instance);
      if (run < 0) continue; // compiles the code
      durableMs.push(durable);
      forgetfulMs.push(forgetful);
    }
    await queues.close();
    await database.close();
    const perSecond = (ms: number) => (fileCount / ms) * 1000;
    const what = `${fileCount} files in groups of ${groupSize}, one after the other, into a batch`;
    return [
      {
        measure: 'durable_acks_per_s',
        value: perSecond(median(durableMs)),
        unit: 'files/s',
        runs,
        note: what,
      },
      {
        measure: 'accept_10000_files_ms',
        value: median(durableMs),
        unit: 'ms',
        target: 2000,
        runs,
        note: `${what}; fsynced journal, database, queue; ${spread(durableMs)}`,
      },
      {
        measure: 'accept_10000_files_without_journal_ms',
        value: median(forgetfulMs),
        unit: 'ms',
        runs,
        note: `the same without durability, alternating; ${spread(forgetfulMs)}`,
      },
    ];
  });
}
