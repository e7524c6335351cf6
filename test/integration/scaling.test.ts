/** Pools are changed under load: no job is lost, none is run twice, and what was chosen outlives a restart. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PoolChange } from '#contract/workers';
import { niceness } from '../../src/workers/runtime/step-back';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { testEntry } from '../helpers/test-build';
import { ended, jobIdOf, upload } from '../helpers/uploads';

const env = { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '2' };
const notes = mkdtempSync(path.join(tmpdir(), 'flightline-runs-'));
let instance: TestInstance;

beforeAll(async () => {
  instance = await startInstance({ entry: testEntry, env });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  rmSync(notes, { recursive: true, force: true });
});

const key = () => crypto.randomUUID();
const change = (wanted: PoolChange) =>
  instance.api.workers.change.mutate({ pool: 'igc', change: wanted, key: key() });
const act = (name: string, what: 'pause' | 'resume' | 'drain' | 'replace' | 'kill') =>
  instance.api.workers.act.mutate({ name, act: what, key: key() });
const ofPool = async () => (await instance.api.system.processes.query()).filter(({ pool }) => pool === 'igc');
const ready = (count: number) =>
  until(`${count} processes`, async () => {
    const processes = await ofPool();
    return processes.length === count && processes.every(({ state }) => state === 'ready') && processes;
  });
/** Which numbers its processes have depends on which of them were idle when it shrank. */
const nameOf = (process: { name: string } | undefined) => process?.name ?? 'none';
const counted = (file: string, count: number, ms: number) =>
  Array.from({ length: count }, (_, index) => ({
    fileName: `${index}.counted`,
    content: `counted ${path.join(notes, file)} ${ms} ${index}`,
  }));
const runs = (file: string) => readFileSync(path.join(notes, file), 'utf8').trim().split('\n');
const done = async () => (await instance.api.jobs.counts.query({ engine: 'counted' })).completed;

describe('a pool under load', () => {
  it('goes from 1 to 6 to 1 processes without a job lost or run twice', async () => {
    const jobs = 400;
    await upload(instance, counted('scaled', jobs, 40));
    await change({ processes: 6 });
    await ready(6);
    await until('some work', async () => (await done()) > 60);
    await change({ processes: 1 });
    const [left] = await ready(1);
    expect(await done()).toBeLessThan(jobs);
    await until('all work', async () => (await done()) === jobs);
    expect(runs('scaled').sort()).toEqual(Array.from({ length: jobs }, (_, index) => String(index)).sort());
    expect(await instance.api.jobs.counts.query({ engine: 'counted' })).toMatchObject({
      failed: 0,
      waiting: 0,
    });
    expect(left?.jobsDone).toBeGreaterThan(0);
  });

  it('works at another concurrency at once', async () => {
    await change({ concurrency: 5 });
    const [process] = await until('five slots', async () => {
      const processes = await ofPool();
      return processes[0]?.slots?.limit === 5 && processes;
    });
    const items = await upload(instance, counted('wide', 5, 1500));
    await until('five at once', async () => (await ofPool())[0]?.slots?.used === 5);
    expect((await ofPool())[0]?.pid).toBe(process?.pid);
    await Promise.all(items.map((item) => ended(instance, jobIdOf(item))));
  });

  it('that is paused runs nothing, and goes on where it was', async () => {
    await change({ paused: true });
    await until('the pause', async () => (await ofPool())[0]?.paused);
    const [item] = await upload(instance, counted('paused', 1, 0));
    await act('engine-isolation', 'pause');
    await until('it to wait', async () => {
      const [pool] = await instance.api.workers.pools.query();
      return pool?.depth.waiting === 1 && pool.depth.active === 0;
    });
    expect((await instance.api.jobs.get.query({ id: jobIdOf(item) })).job.state).toBe('waiting');
    await change({ paused: false });
    expect((await ended(instance, jobIdOf(item))).job.state).toBe('completed');
    await act('engine-isolation', 'resume');
  });

  it('lets one process go after its jobs, and keeps its last one', async () => {
    await change({ processes: 2 });
    const [first] = await ready(2);
    await act(nameOf(first), 'drain');
    const [last] = await ready(1);
    expect(nameOf(last)).not.toBe(nameOf(first));
    await expect(act(nameOf(last), 'drain')).rejects.toThrow('the last of its pool');
    await expect(act('gateway', 'pause')).rejects.toThrow('runs no jobs');
  });

  it('has a process replaced while its job ends', async () => {
    const [item] = await upload(instance, counted('replaced', 1, 1200));
    const before = await until('the job to run', async () => {
      const [process] = await ofPool();
      return process?.working.length === 1 && process;
    });
    await act(before.name, 'replace');
    await until('another process', async () => (await ofPool())[0]?.pid !== before.pid);
    expect((await ended(instance, jobIdOf(item))).job.state).toBe('completed');
    expect(runs('replaced')).toEqual(['0']);
    expect((await ofPool())[0]?.ends[0]).toMatchObject({ planned: true });
  });
});

describe('processes of an instance', () => {
  it('let those who answer people go first: engines step back, the store a little', async () => {
    const priorityOf = (pid: number | null | undefined) => os.getPriority(pid ?? 0);
    const [engine] = await ofPool();
    expect(priorityOf(engine?.pid)).toBe(niceness.engine);
    expect(priorityOf(await instance.pidOf('store'))).toBe(niceness.store);
    expect(priorityOf(await instance.pidOf('gateway'))).toBe(os.getPriority());
    const session = (pid: number) => readFileSync(`/proc/${pid}/autogroup`, 'utf8').trim();
    if (existsSync('/proc/self/autogroup') && engine?.pid)
      await until('the priority of its session', async () =>
        session(engine.pid ?? 0).endsWith(`nice ${niceness.engine}`),
      );
  });
});

describe('an act on the store itself', () => {
  it('kills it once, however often it is asked for with one key', async () => {
    const store = async () =>
      (await instance.api.system.processes.query()).find(({ name }) => name === 'store');
    const before = await store();
    const killing = { name: 'store', act: 'kill' as const, key: key() };
    expect(await instance.api.workers.act.mutate(killing)).toEqual({ done: 1, skipped: [] });
    const again = async () => {
      const process = await store();
      return process?.state === 'ready' && process.pid !== before?.pid && process;
    };
    const after = await until('the store again', again);
    expect(await instance.api.workers.act.mutate(killing)).toEqual({ done: 1, skipped: [] });
    const { rows } = await instance.api.audit.page.query({ act: 'processes.act', limit: 1 });
    expect(rows[0]).toMatchObject({ outcome: 'done' });
    expect((await store())?.pid).toBe(after.pid);
    expect((await store())?.restarts).toBe((before?.restarts ?? 0) + 1);
  });
});

describe('what was chosen', () => {
  it('is refused when it contradicts itself', async () => {
    await expect(change({ autoscale: { min: 4, max: 2 } })).rejects.toThrow('above the most');
    await expect(
      instance.api.workers.change.mutate({ pool: 'nonesuch', change: {}, key: key() }),
    ).rejects.toThrow('no pool named nonesuch');
  });

  it('outlives a restart', async () => {
    await change({ processes: 3, concurrency: 1 });
    const { dataDir } = instance;
    await instance.stop();
    instance = await startInstance({ entry: testEntry, env, dataDir });
    const processes = await ready(3);
    expect(processes.map(({ slots }) => slots?.limit)).toEqual([1, 1, 1]);
  });
});
