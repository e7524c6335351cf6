/** Health tells of every component and what to do; a drill kills a worker and Redis and proves that nothing was lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';

let instance: TestInstance;

beforeAll(async () => {
  instance = await startInstance({
    env: { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '2' },
  });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

const key = () => crypto.randomUUID();
const component = async (name: string) =>
  (await instance.api.health.now.query()).components.find((one) => one.name === name);

describe('health', () => {
  it('is told over HTTP of every component, each by its name', async () => {
    const response = await fetch(`${instance.url}/health`);
    expect(response.status).toBe(200);
    const health = (await response.json()) as Record<string, unknown>;
    for (const name of ['queue', 'database', 'storage', 'disk', 'workers', 'xcmetrics'])
      expect(health[name], name).toMatchObject({ name, status: 'ok', action: null });
    expect(health).toMatchObject({ status: 'ok', resources: { cores: expect.any(Number) } });
    expect((await fetch(`${instance.url}/live`)).status).toBe(200);
    expect((await fetch(`${instance.url}/ready`)).status).toBe(200);
  });

  it('says what to do about a paused pool, and remembers the change', async () => {
    await instance.api.workers.change.mutate({ pool: 'igc', change: { paused: true }, key: key() });
    await until('the pause', async () => (await component('xcmetrics'))?.status === 'degraded');
    expect((await component('xcmetrics'))?.action).toBe('Resume pool igc when it shall work again.');
    expect((await fetch(`${instance.url}/ready`)).status).toBe(200);
    await expect(instance.api.drills.start.mutate({ key: key() })).rejects.toThrow('the pool igc is paused');
    await instance.api.workers.change.mutate({ pool: 'igc', change: { paused: false }, key: key() });
    await until('the end of it', async () => (await component('xcmetrics'))?.status === 'ok');
    await until('the process to take jobs', async () =>
      (await instance.api.system.processes.query()).every(({ paused }) => !paused),
    );
    const changes = await instance.api.health.changes.query();
    expect(changes.filter(({ name }) => name === 'xcmetrics').map(({ to }) => to)).toEqual([
      'ok',
      'degraded',
    ]);
  });
});

describe('a drill', () => {
  it('kills a worker and Redis, and finds every job completed once', async () => {
    const started = await instance.api.drills.start.mutate({ key: key() });
    await expect(instance.api.drills.start.mutate({ key: key() })).rejects.toThrow('being held already');
    const report = await until('the end', async () => {
      const drill = await instance.api.drills.get.query({ id: started.id });
      // Its jobs are removed after the verdict.
      return drill.finishedAt !== null && drill;
    });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report).toMatchObject({ state: 'passed', jobs: 50 });
    expect(report.inHand).toBeGreaterThan(0);
    expect(report.summary).toMatch(/^Nothing was lost: 50 jobs, /);
    const processes = await instance.api.system.processes.query();
    for (const name of ['engine-igc-1', 'redis'])
      expect(processes.find((one) => one.name === name)?.ends[0]?.reason).toMatch(/^It was killed by hand/);
    expect((await instance.api.drills.list.query())[0]).toEqual(report);
  });

  it('leaves no job behind', async () => {
    expect((await instance.api.jobs.page.query({})).total).toBe(0);
  });
});
