/** `/metrics` of a real instance agrees with what happened, and tells the rest while a component is away. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metrics } from '../../src/stack/telemetry/metric-list';
import { makeFlight } from '../fixtures/make-flight';
import { type TestInstance, kill, removeDataDir, startInstance, until } from '../helpers/instance';
import { hasPromtool, promtool } from '../helpers/promtool';
import { ended, upload } from '../helpers/uploads';

const flights = 12;
const broken = { fileName: 'nothing.igc', content: 'AXXX123\r\nHFDTE010124\r\n' };
let instance: TestInstance;
const begun = Date.now();

beforeAll(async () => {
  instance = await startInstance({
    env: { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '2' },
  });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

async function scrape(): Promise<string> {
  const response = await fetch(`${instance.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return response.text();
}

/** Of one series, written as the page does; undefined when it is not there. */
function valueOf(page: string, series: string): number | undefined {
  const line = page.split('\n').find((text) => text.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

async function value(series: string): Promise<number | undefined> {
  return valueOf(await scrape(), series);
}

describe('/metrics', () => {
  it('counts a known load as the database does', async () => {
    const files = Array.from({ length: flights }, (_, index) => ({
      fileName: `flight-${index}.igc`,
      content: makeFlight({ fixes: 300, seed: 700 + index }).bytes as Uint8Array<ArrayBuffer>,
    }));
    const items = [
      ...(await upload(instance, files)),
      ...(await upload(instance, [broken], '?engine=xcmetrics')),
    ];
    const ids = items.flatMap(({ jobs }) => jobs.map(({ id }) => id));
    const details = await Promise.all(ids.map((id) => ended(instance, id)));
    const completed = details.filter(({ job }) => job.state === 'completed').length;
    const failed = details.filter(({ job }) => job.state === 'failed').length;
    expect(failed).toBe(1);
    // Reports of engines come up to 50 ms after the database knows.
    const page = await until('the last report', async () => {
      const text = await scrape();
      const isThere = valueOf(text, 'jobs_processed_total{status="success"}') === completed;
      const isEmpty = text.split('\n').every((line) => !/^queue_depth\{.* [1-9]/.test(line));
      return isThere && isEmpty && valueOf(text, 'dlq_depth') === failed && text;
    });
    expect(valueOf(page, 'jobs_processed_total{status="failure"}')).toBe(failed);
    expect(valueOf(page, 'jobs_accepted_total')).toBe(ids.length);
    expect(valueOf(page, 'ingest_requests_total{via="api"}')).toBe(2);
    expect(valueOf(page, 'job_processing_duration_seconds_count')).toBe(ids.length);
    expect(valueOf(page, 'job_processing_duration_seconds_bucket{le="+Inf"}')).toBe(ids.length);
    expect(valueOf(page, 'job_wait_duration_seconds_count')).toBe(ids.length);
    const posted =
      'http_requests_total{service="console",method="POST",endpoint="/api/v1/ingest",status="202"}';
    expect(valueOf(page, posted)).toBe(2);
    const depths = page.split('\n').filter((line) => line.startsWith('queue_depth{'));
    // Lanes of each engine, and isolation; waiting, active, delayed.
    expect(depths).toHaveLength(((await instance.api.system.engines.query()).length * 3 + 1) * 3);
  });

  it('agrees with the database over time, and goes on when the gateway is another', async () => {
    const { rows } = await instance.api.jobs.page.query({ limit: 100 });
    const truth = {
      completed: rows.filter(({ state }) => state === 'completed').length,
      failed: rows.filter(({ state }) => state === 'failed').length,
      wait: rows.map(({ waitMs }) => waitMs ?? 0).sort((a, b) => a - b),
      run: rows.map(({ runMs }) => runMs ?? 0).sort((a, b) => a - b),
    };
    await until('the truth within one per cent', async () => {
      const range = await instance.api.metrics.range.query({ from: begun, to: Date.now() + 1000 });
      const of = (id: string) => range.series.find((one) => one.id === id)?.values ?? [];
      const counted = (id: string) =>
        of(id).reduce<number>(
          (sum, rate, index) => sum + ((rate ?? 0) * (range.spanMs[index] ?? 0)) / 1000,
          0,
        );
      const isNear = (one: number, other: number) => Math.abs(one - other) <= other * 0.01;
      return (
        isNear(counted('jobs.completed'), truth.completed) &&
        isNear(counted('jobs.failed'), truth.failed) &&
        of('letters').at(-1) === truth.failed
      );
    });

    // One bucket over all of it, whatever the time of day.
    const longestMs = 400 * 86_400_000;
    const from = Math.floor(begun / longestMs) * longestMs;
    const whole = async () => {
      const { series } = await instance.api.metrics.range.query({ from, to: from + longestMs, points: 1 });
      return (id: string) => series.find((one) => one.id === id)?.values[0] ?? NaN;
    };
    const isTrue = (of: (id: string) => number) => {
      expect(of('jobs.errorRate')).toBeCloseTo(truth.failed / (truth.completed + truth.failed), 5);
      for (const what of ['wait', 'run'] as const) {
        const times = truth[what];
        const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? NaN;
        expect(Math.abs(of(`jobs.${what}.p95`) / p95 - 1)).toBeLessThan(0.0101);
      }
    };
    isTrue(await whole());
    const before = await instance.pidOf('gateway');
    await instance.api.workers.act.mutate({ name: 'gateway', act: 'restart', key: randomUUID() });
    await until('another gateway', async () => (await instance.pidOf('gateway')) !== before);
    isTrue(
      await until('the next gateway', async () => {
        const of = await whole();
        return Number.isFinite(of('jobs.run.p95')) && of;
      }),
    );
    const happened = await instance.api.metrics.annotations.query({ from: begun, to: Date.now() });
    expect(happened.filter(({ kind }) => kind === 'start')).toHaveLength(2);
  });

  it('tells of every component', async () => {
    const page = await scrape();
    const stored = (await instance.api.system.info.query()).storage;
    expect(valueOf(page, 'flightline_storage_used_bytes')).toBe(stored.usedBytes);
    const pools = (await instance.api.system.engines.query()).map(({ pool }) => pool);
    expect(valueOf(page, 'active_workers')).toBe(new Set(pools).size); // one process each
    expect(valueOf(page, 'redis_up')).toBe(1);
    expect(valueOf(page, 'redis_aof_last_write_status')).toBe(1);
    expect(valueOf(page, 'database_up')).toBe(1);
    expect(valueOf(page, 'database_size_bytes')).toBeGreaterThan(1_000_000);
    expect(valueOf(page, 'database_query_duration_seconds_count')).toBeGreaterThan(10);
    expect(valueOf(page, 'flightline_process_resident_memory_bytes{process="store"}')).toBeGreaterThan(1e7);
  });

  it('exports what its list says and nothing else', async () => {
    const families = [...(await scrape()).matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, kind]) => [
      name,
      kind,
    ]);
    const listed = Object.entries(metrics).map(([name, { kind }]) => [name, kind]);
    // No quota is set, and the network is known on Linux only.
    const optional = ['flightline_storage_quota_bytes', 'flightline_host_network_bytes_total'];
    const required = (pairs: (string | undefined)[][]) =>
      pairs.filter(([name = '']) => !optional.includes(name));
    expect(required(families)).toEqual(required(listed));
  });

  it.skipIf(!hasPromtool())('is to the liking of promtool', async () => {
    expect(promtool(['check', 'metrics'], await scrape())).toEqual({ code: 0, said: '' });
  });

  it('counts the crash of an engine process', async () => {
    expect(await value('worker_crashes_total')).toBe(0);
    kill(await instance.pidOf('engine-igc-1'));
    await until('the crash', async () => (await value('worker_crashes_total')) === 1);
    await until('the next process', async () => (await value('active_workers')) === 1);
    expect(await value('flightline_process_restarts_total{process="engine-igc-1"}')).toBe(1);
  });

  it('answers while Redis hangs, and says so', async () => {
    const redis = await instance.pidOf('redis');
    process.kill(redis, 'SIGSTOP');
    try {
      const page = await until('the gap', async () => {
        const text = await scrape();
        return valueOf(text, 'redis_up') === 0 && text;
      });
      expect(valueOf(page, 'redis_memory_used_bytes')).toBeUndefined();
      expect(page).not.toContain('queue_depth{');
      expect(valueOf(page, 'database_up')).toBe(1);
    } finally {
      process.kill(redis, 'SIGCONT');
    }
    await until('Redis again', async () => (await value('redis_up')) === 1);
  });
});
