/** Dead letters at 100,000: how fast they are listed, found and retried, over the console's own connection. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { BulkRequest } from '#contract/letter-bulks';
import { redisOptions } from '../../../src/stack/redis/address';
import type { TestInstance } from '../../helpers/instance';
import type { BenchRow } from '../bench-row';
import { query, redisOf, withInstance } from './bench-instance';
import { percentile } from './numbers';
import { fillLetters, largeFingerprint, largeGroup } from './letter-fill';

const letters = 100_000;
const reads = 40;
const MiB = 1024 * 1024;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function p95(work: (index: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < reads; index++) times.push(await timed(() => work(index)));
  return percentile(times, 0.95);
}

async function redisBytes(instance: TestInstance): Promise<number> {
  const redis = new Redis(redisOptions(redisOf(instance), 'waits'));
  try {
    return Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1] ?? 0);
  } finally {
    redis.disconnect();
  }
}

/** The store tidies up what has grown within a minute; before that, it is read as it never is for long. */
async function housekeepingDone(instance: TestInstance): Promise<void> {
  for (;;) {
    const [table] = await query<{ done: boolean }>(
      instance,
      "select last_vacuum is not null as done from pg_stat_user_tables where relname = 'dead_letters'",
    );
    if (table?.done) return;
    await delay(1000);
  }
}

/** @returns s until the act has ended */
async function runBulk(instance: TestInstance, request: BulkRequest): Promise<number> {
  const { deadLetters } = instance.api;
  const startedAt = performance.now();
  const { id } = await deadLetters.startBulk.mutate({ request, key: randomUUID() });
  for (;;) {
    const bulk = (await deadLetters.bulks.query()).find((one) => one.id === id);
    if (bulk?.state === 'done') {
      if (bulk.done !== bulk.total) throw new Error(`${bulk.total - bulk.done} letters were left out.`);
      return (performance.now() - startedAt) / 1000;
    }
    await delay(50);
  }
}

/** Waits until every retried job has completed. @returns how many ran, by lane */
async function completed(instance: TestInstance, count: number): Promise<Record<string, number>> {
  for (;;) {
    const { total } = await instance.api.jobs.page.query({
      filter: { engine: 'noop', states: ['completed'] },
      limit: 1,
    });
    if (total >= count) break;
    await delay(500);
  }
  const rows = await query<{ lane: string; jobs: number }>(
    instance,
    "select lane, count(*) as jobs from flightline.jobs where state = 'completed' and generation = 1 group by 1",
  );
  return Object.fromEntries(rows.map(({ lane, jobs }) => [lane, jobs]));
}

async function assertOnceEach(instance: TestInstance, count: number): Promise<void> {
  const [found] = await query<{ runs: number; jobs: number }>(
    instance,
    'select count(*) as runs, count(distinct job_id) as jobs from flightline.job_attempts where generation = 1',
  );
  if (found?.runs !== count || found.jobs !== count)
    throw new Error(
      `${count} letters were retried, ${found?.jobs ?? 0} ran, ${found?.runs ?? 0} times in all.`,
    );
}

export async function deadLetterRows(): Promise<BenchRow[]> {
  return withInstance({}, async (instance) => {
    const { deadLetters } = instance.api;
    const before = await redisBytes(instance);
    await fillLetters(instance, letters);
    const inRedis = Math.max(0, (await redisBytes(instance)) - before) / MiB;
    const [stats] = await query<{ groups: number }>(
      instance,
      'select count(*) as groups from flightline.letter_groups',
    );
    await housekeepingDone(instance);

    const groupsMs = await p95((index) => deadLetters.groups.query({ sort: index % 2 ? 'letters' : 'last' }));
    const words = (index: number) => [
      `xxx-${index * 997}.`,
      `line ${index * 7}`,
      'invalid',
      `"n": ${index}`,
      'nowhere',
    ];
    const searchMs = await p95((index) => deadLetters.page.query({ search: words(index)[index % 5] ?? '' }));
    const pageMs = await p95((index) =>
      deadLetters.page.query({ offset: Math.floor((index * letters) / reads / 100) * 100 }),
    );
    const groupPageMs = await p95((index) =>
      deadLetters.page.query({ fingerprint: largeFingerprint, offset: index * 100 }),
    );

    const group = { filter: { fingerprint: largeFingerprint } };
    const groupS = await runBulk(instance, { verb: 'retry', target: group, canary: 0, ratePerS: null });
    const lanes = await completed(instance, largeGroup + 1);
    if (Object.values(lanes).some((jobs) => Math.abs(jobs - largeGroup / 3) > 2))
      throw new Error(`Lanes were lost: ${JSON.stringify(lanes)}.`);

    const rest = letters - largeGroup;
    const probe = new AbortController();
    const probes = probing(instance, probe.signal);
    const startedAt = performance.now();
    const restS = await runBulk(instance, {
      verb: 'retry',
      target: { filter: {} },
      canary: 10,
      ratePerS: null,
    });
    const duringMs = percentile(await stopped(probe, probes), 0.95);
    await completed(instance, letters + 1);
    const drainedS = (performance.now() - startedAt) / 1000;
    await assertOnceEach(instance, letters);
    const scaled = (restS * letters) / rest;

    const runs = reads;
    const note = `${letters} letters in ${stats?.groups ?? 0} groups, p95 over the console's connection`;
    return [
      { measure: 'letters_groups_ms_100k', value: groupsMs, unit: 'ms', target: 50, runs, note },
      { measure: 'letters_search_ms_100k', value: searchMs, unit: 'ms', target: 20, runs, note },
      {
        measure: 'letters_page_ms_100k',
        value: pageMs,
        unit: 'ms',
        target: 10,
        runs,
        note: `${note}; anywhere in the list`,
      },
      { measure: 'letters_group_page_ms_100k', value: groupPageMs, unit: 'ms', target: 10, runs, note },
      { measure: 'letters_redis_mb_100k', value: inRedis, unit: 'MiB', target: 0.5, runs: 1 },
      {
        measure: 'letters_retry_10k_s',
        value: groupS,
        unit: 's',
        target: 2,
        runs: 1,
        note: 'lanes kept; workers run meanwhile',
      },
      {
        measure: 'bulk_retry_100k_s',
        value: scaled,
        unit: 's',
        target: 60,
        runs: 1,
        note: `${rest} letters with canaries, scaled; all had run once after ${drainedS.toFixed(0)} s`,
      },
      {
        measure: 'bulk_retry_page_p95_ms',
        value: duringMs,
        unit: 'ms',
        target: 200,
        runs: 1,
        note: 'a page of letters, meanwhile',
      },
    ];
  });
}

async function probing(instance: TestInstance, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    times.push(await timed(() => instance.api.deadLetters.page.query({ limit: 50 })));
    await delay(150);
  }
  return times;
}

function stopped(probe: AbortController, probes: Promise<number[]>): Promise<number[]> {
  probe.abort();
  return probes;
}
