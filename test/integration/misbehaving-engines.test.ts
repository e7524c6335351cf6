/** Engines that kill their process, never end, fail, or want too much: nobody else suffers, and the operator is told. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { testEntry } from '../helpers/test-build';
import { ended, jobIdOf, upload } from '../helpers/uploads';

let instance: TestInstance;
const tallies = mkdtempSync(path.join(tmpdir(), 'flightline-tallies-'));
const env = {
  FLIGHTLINE_PROCESSES_PER_POOL: '2',
  FLIGHTLINE_THREADS_PER_PROCESS: '2',
  FLIGHTLINE_RECYCLE_AFTER_JOBS: '100000',
};

beforeAll(async () => {
  instance = await startInstance({ entry: testEntry, env });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  rmSync(tallies, { recursive: true, force: true });
});

const noops = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => ({
    fileName: `${name}${index}.noop`,
    content: `noop ${name} ${index}`,
  }));

describe('a job that kills its process', () => {
  it('ends as a dead letter within seconds, and its neighbours are spared', async () => {
    const files = [...noops(100, 'a'), { fileName: 'bad.poison', content: 'poison 1' }, ...noops(100, 'b')];
    const items = await upload(instance, files);
    const poison = await ended(instance, jobIdOf(items[100]));
    expect(poison.job).toMatchObject({ state: 'failed', errorCode: 'POISON' });
    await until(
      'the neighbours',
      async () => (await instance.api.jobs.counts.query({ engine: 'noop' })).completed === 200,
    );
    expect(await instance.api.jobs.counts.query({ engine: 'noop' })).toMatchObject({
      failed: 0,
      waiting: 0,
      active: 0,
    });
    const letters = await instance.api.deadLetters.page.query({ engine: 'poison' });
    expect(letters.rows).toMatchObject([
      { jobId: poison.job.id, errorCode: 'POISON', fileName: 'bad.poison' },
    ]);
  });

  it('leaves every process running again', async () => {
    await until('all processes', async () =>
      (await instance.api.system.processes.query()).every(({ state }) => state === 'ready'),
    );
  });
});

describe('a job that never ends', () => {
  it('is ended at the hard limit, with its thread, and the process goes on', async () => {
    const pids = [await instance.pidOf('engine-igc-1'), await instance.pidOf('engine-igc-2')];
    const [item] = await upload(instance, [{ fileName: 'x.hang', content: 'hang 1' }]);
    const { job, attempts } = await ended(instance, jobIdOf(item));
    expect(job).toMatchObject({
      state: 'failed',
      errorCode: 'HARD_TIMEOUT',
      errorMessage: expect.stringContaining('0.4 s'),
    });
    expect(attempts).toHaveLength(1);
    expect([await instance.pidOf('engine-igc-1'), await instance.pidOf('engine-igc-2')]).toEqual(pids);
  });

  it('ends itself at the soft limit when it heeds the signal', async () => {
    const [item] = await upload(instance, [{ fileName: 'x.late', content: 'late 1' }]);
    expect((await ended(instance, jobIdOf(item))).job).toMatchObject({
      state: 'failed',
      errorCode: 'SOFT_TIMEOUT',
    });
  });
});

describe('a job that wants too much memory', () => {
  it('fails alone', async () => {
    const [item] = await upload(instance, [{ fileName: 'x.greedy', content: 'greedy 1' }]);
    expect((await ended(instance, jobIdOf(item))).job).toMatchObject({
      state: 'failed',
      errorCode: 'OUT_OF_MEMORY',
    });
  });
});

describe('retries', () => {
  it('repeat what may succeed later, and tell of each attempt', async () => {
    const [item] = await upload(instance, [
      { fileName: 'x.flaky', content: `flaky ${path.join(tallies, 'flaky')}` },
    ]);
    const { job, attempts, output } = await ended(instance, jobIdOf(item));
    expect(job).toMatchObject({ state: 'completed', attempts: 3 });
    expect(output).toEqual({ said: 'at last' });
    expect(attempts.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
      ['retried', 'ENGINE_FAILED'],
      ['retried', 'ENGINE_FAILED'],
      ['completed', null],
    ]);
  });

  it('never repeat what cannot succeed', async () => {
    const file = path.join(tallies, 'hopeless');
    const [item] = await upload(instance, [{ fileName: 'x.hopeless', content: `hopeless ${file}` }]);
    expect((await ended(instance, jobIdOf(item))).job).toMatchObject({
      state: 'failed',
      errorCode: 'INVALID_INPUT',
      attempts: 1,
    });
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('by an operator run it anew, once for each key', async () => {
    const file = path.join(tallies, 'hopeless-again');
    const [item] = await upload(instance, [{ fileName: 'y.hopeless', content: `hopeless ${file}` }]);
    const id = jobIdOf(item);
    await ended(instance, id);
    const key = crypto.randomUUID();
    const first = await instance.api.deadLetters.retry.mutate({ ids: [id], key });
    expect(first).toEqual({ done: 1, skipped: [] });
    await until('the second failure', () => Promise.resolve(readFileSync(file, 'utf8') === 'xx'));
    await until(
      'the second letter',
      async () =>
        (await instance.api.deadLetters.page.query({ engine: 'hopeless', search: 'y.hopeless' })).total === 1,
    );
    expect(await instance.api.deadLetters.retry.mutate({ ids: [id], key })).toEqual(first);
    expect((await instance.api.jobs.get.query({ id })).job.state).toBe('failed');
    expect(
      await instance.api.deadLetters.discard.mutate({
        ids: [id],
        reason: 'not ours',
        key: crypto.randomUUID(),
      }),
    ).toMatchObject({ done: 1 });
    expect(
      (await instance.api.deadLetters.page.query({ engine: 'hopeless', search: 'y.hopeless' })).total,
    ).toBe(0);
  });
});

describe('cancel', () => {
  it('interrupts a running job', async () => {
    const [item] = await upload(instance, [{ fileName: 'x.slow', content: 'slow 1' }]);
    const id = jobIdOf(item);
    await until('it runs', async () => (await instance.api.jobs.get.query({ id })).job.state === 'active');
    expect(await instance.api.jobs.cancel.mutate({ ids: [id], key: crypto.randomUUID() })).toEqual({
      done: 1,
      skipped: [],
    });
    expect((await ended(instance, id)).job.state).toBe('cancelled');
    await until('nothing runs', async () =>
      (await instance.api.system.processes.query()).every(({ working }) => working.length === 0),
    );
  });

  it('says why it left a finished job alone', async () => {
    const [item] = await upload(instance, noops(1, 'done'));
    const id = jobIdOf(item);
    await ended(instance, id);
    expect(await instance.api.jobs.cancel.mutate({ ids: [id, 'absent'], key: crypto.randomUUID() })).toEqual({
      done: 0,
      skipped: [
        { id, reason: 'It is completed; it has ended already.' },
        { id: 'absent', reason: 'There is no such job.' },
      ],
    });
  });
});

describe('batches', () => {
  const briefs = (count: number, name: string, lastsMs = 20) =>
    Array.from({ length: count }, (_, index) => ({
      fileName: `${name}${index}.brief`,
      content: `brief ${lastsMs} ${name} ${index}`,
    }));

  it('pause, survive a restart of everything, resume and end', async () => {
    const { id } = await instance.api.batches.create.mutate({
      name: 'pausing',
      lane: 'batch',
      key: crypto.randomUUID(),
    });
    // Together they last long enough that most still wait when the pause comes.
    await upload(instance, briefs(200, 'p', 80), `?batch=${id}&lane=batch`);
    await instance.api.batches.seal.mutate({ id, key: crypto.randomUUID() });
    const paused = await instance.api.batches.pause.mutate({ id, key: crypto.randomUUID() });
    expect(paused.state).toBe('paused');
    await until('running ones end', async () => {
      const { counts } = await instance.api.batches.get.query({ id });
      return counts.active === 0 && counts.waiting === 0;
    });
    const { counts } = await instance.api.batches.get.query({ id });
    expect(counts.paused).toBeGreaterThan(100);
    expect(counts.paused + counts.completed).toBe(200);
    await instance.stop();
    instance = await startInstance({ entry: testEntry, env, dataDir: instance.dataDir });
    expect(await instance.api.batches.get.query({ id })).toMatchObject({ state: 'paused', counts });
    await instance.api.batches.resume.mutate({ id, key: crypto.randomUUID() });
    await until('the end', async () => (await instance.api.batches.get.query({ id })).state === 'done');
    expect((await instance.api.batches.get.query({ id })).counts).toMatchObject({
      completed: 200,
      paused: 0,
    });
  });

  it('cancel what has not ended', async () => {
    const { id } = await instance.api.batches.create.mutate({
      name: 'cancelling',
      lane: 'batch',
      key: crypto.randomUUID(),
    });
    await upload(instance, briefs(200, 'c'), `?batch=${id}&lane=batch`);
    const batch = await instance.api.batches.cancel.mutate({ id, key: crypto.randomUUID() });
    expect(batch.state).toBe('cancelled');
    expect(batch.counts.cancelled + batch.counts.completed).toBe(200);
    expect(batch.counts.cancelled).toBeGreaterThan(100);
  });

  it('count a file that is there twice as a duplicate, and one that nobody takes as refused', async () => {
    const { id } = await instance.api.batches.create.mutate({
      name: 'mixed',
      lane: 'batch',
      key: crypto.randomUUID(),
    });
    const [one] = noops(1, 'mixed');
    const items = await upload(
      instance,
      [
        one!,
        { ...one!, fileName: 'again.noop' },
        { fileName: '../../etc/passwd', content: 'text' },
        { fileName: 'empty.noop', content: '' },
      ],
      `?batch=${id}`,
    );
    expect(items.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['accepted', null],
      ['known', null],
      ['refused', 'UNKNOWN_TYPE'],
      ['refused', 'EMPTY_FILE'],
    ]);
    await instance.api.batches.seal.mutate({ id, key: crypto.randomUUID() });
    await until('the end', async () => (await instance.api.batches.get.query({ id })).state === 'done');
    expect((await instance.api.batches.get.query({ id })).counts).toMatchObject({
      total: 4,
      completed: 2,
      duplicates: 1,
      refused: 2,
    });
  });
});

describe('recycling', () => {
  it('replaces a process after its jobs without losing one', async () => {
    const dataDir = instance.dataDir;
    await instance.stop();
    instance = await startInstance({
      entry: testEntry,
      env: { ...env, FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_RECYCLE_AFTER_JOBS: '50' },
      dataDir,
    });
    const pid = await instance.pidOf('engine-igc-1');
    const { id } = await instance.api.batches.create.mutate({
      name: 'recycling',
      lane: 'batch',
      key: crypto.randomUUID(),
    });
    await upload(instance, noops(150, 'recycle'), `?batch=${id}&lane=batch`);
    await instance.api.batches.seal.mutate({ id, key: crypto.randomUUID() });
    await until('the end', async () => (await instance.api.batches.get.query({ id })).state === 'done');
    await until('a new process', async () => (await instance.pidOf('engine-igc-1')) !== pid);
    expect((await instance.api.batches.get.query({ id })).counts).toMatchObject({
      completed: 150,
      failed: 0,
    });
  });
});
