/** The engines of a flight run one after the other: what follows a failure is held back, and follows its retry. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFlight } from '../fixtures/make-flight';
import { writeFlights } from '../helpers/flights';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { ended, upload } from '../helpers/uploads';

const order = ['xcmetrics', 'dem', 'geolookup', 'xcscore'];
const env = { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '2' };
let instance: TestInstance;

beforeAll(async () => {
  instance = await startInstance({ env });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

const flight = (seed: number) => ({
  fileName: `flight-${seed}.igc`,
  content: makeFlight({ fixes: 400, seed }).bytes as Uint8Array<ArrayBuffer>,
});

/** Jobs of an upload by engine. */
async function jobsOf(file: { fileName: string; content: string | Uint8Array<ArrayBuffer> }) {
  const [item] = await upload(instance, [file]);
  return new Map((item?.jobs ?? []).map(({ engine, id }) => [engine, id]));
}

async function endOf(jobs: ReadonlyMap<string, string>) {
  return Promise.all(order.map((engine) => ended(instance, jobs.get(engine) ?? '')));
}

describe('a flight', () => {
  it('goes through every engine, each after the one before', async () => {
    const details = await endOf(await jobsOf(flight(501)));
    expect(details.map(({ job }) => [job.engine, job.state])).toEqual(
      order.map((engine) => [engine, 'completed']),
    );
    for (const [index, { job }] of details.entries()) {
      const before = details[index - 1]?.job.finishedAt ?? 0;
      expect(job.startedAt ?? 0).toBeGreaterThanOrEqual(before);
    }
    expect(details[0]?.sameFile.map(({ engine }) => engine).sort()).toEqual([...order].sort());
  });

  it('is known as a whole the second time', async () => {
    await endOf(await jobsOf(flight(502)));
    const [again] = await upload(instance, [flight(502)]);
    expect(again?.outcome).toBe('known');
  });

  it('is announced once when its batch ends, even one that is done before anybody has seen it', async () => {
    await endOf(await jobsOf(flight(504)));
    const { api } = instance;
    const told: boolean[] = [];
    let id = '';
    const events = api.events.subscribe(undefined, {
      onData(event) {
        if (event.type === 'batch' && event.batch.id === id) told.push(event.ended);
      },
    });
    const key = () => crypto.randomUUID();
    ({ id } = await api.batches.create.mutate({ name: 'known already', key: key() }));
    await upload(instance, [flight(504)], `?batch=${id}`);
    await api.batches.seal.mutate({ id, key: key() });
    await until('the end of the batch', () => Promise.resolve(told.includes(true)));
    // A run of its own is over for good when the next one is.
    await endOf(await jobsOf(flight(505)));
    events.unsubscribe();
    expect(told.filter(Boolean)).toHaveLength(1);
  });

  it('goes on from what is there when the first step was done alone', async () => {
    const [alone] = await upload(instance, [flight(503)], '?engine=xcmetrics');
    await ended(instance, alone?.jobs[0]?.id ?? '');
    const details = await endOf(await jobsOf(flight(503)));
    expect(details.every(({ job }) => job.state === 'completed')).toBe(true);
  });
});

describe('a file that the first engine cannot read', () => {
  const broken = (name: string) => ({
    fileName: name,
    content: 'AXXX001\r\nHFDTE010124\r\nHFPLTPILOT:X\r\n',
  });

  it('is one dead letter; the steps after it are cancelled with the reason', async () => {
    const jobs = await jobsOf(broken('broken.igc'));
    const [first, ...others] = await endOf(jobs);
    expect(first?.job).toMatchObject({ state: 'failed', errorCode: 'INVALID_FLIGHT' });
    for (const { job } of others)
      expect(job).toMatchObject({ state: 'cancelled', errorCode: 'STEP_FAILED', startedAt: null });
    const letters = await instance.api.deadLetters.page.query({});
    expect(letters.rows.map(({ fileName }) => fileName)).toEqual(['broken.igc']);

    // A retry revives what followed; it fails again, and so do they.
    await instance.api.jobs.retry.mutate({ ids: [jobs.get('xcmetrics') ?? ''], key: crypto.randomUUID() });
    await until('the steps after it to be held back again', async () => {
      const details = await Promise.all([...jobs.values()].map((id) => instance.api.jobs.get.query({ id })));
      return details.every(({ job }) => ['failed', 'cancelled'].includes(job.state));
    });
  });
});

describe('a batch of flights', () => {
  it('is whole after kill -9 of everything', { timeout: 180_000 }, async () => {
    const count = 12;
    const folder = writeFlights(count, 77);
    const { id } = await instance.api.ingest.paths.mutate({ paths: [folder], key: crypto.randomUUID() });
    const counts = async () => (await instance.api.batches.get.query({ id })).counts;
    await until('some steps to be done', async () => (await counts()).completed > count);
    await instance.killTree();
    instance = await startInstance({ env, dataDir: instance.dataDir });
    await until(
      'the end of the batch',
      async () => (await instance.api.batches.get.query({ id })).state === 'done',
      120_000,
    );
    expect(await counts()).toMatchObject({ total: count * order.length, completed: count * order.length });
  });

  it('is paused with all its steps, resumed and cancelled', { timeout: 120_000 }, async () => {
    const folder = writeFlights(20, 78);
    const { id } = await instance.api.ingest.paths.mutate({ paths: [folder], key: crypto.randomUUID() });
    await until('its jobs', async () => (await instance.api.batches.get.query({ id })).counts.total === 80);
    await instance.api.batches.pause.mutate({ id, key: crypto.randomUUID() });
    // What a worker held already is finished; everything else is held back.
    const paused = await until('jobs that were begun to end', async () => {
      const { counts } = await instance.api.batches.get.query({ id });
      return counts.active === 0 && counts.waiting === 0 && counts;
    });
    expect(paused.paused).toBeGreaterThan(0);
    await instance.api.batches.resume.mutate({ id, key: crypto.randomUUID() });
    await instance.api.batches.cancel.mutate({ id, key: crypto.randomUUID() });
    const after = await until('nothing to be active', async () => {
      const { counts } = await instance.api.batches.get.query({ id });
      return counts.active === 0 && counts;
    });
    expect(after.completed + after.cancelled).toBe(80);
  });
});

describe('options', () => {
  it('need the engine they are for', async () => {
    const given = { paths: [instance.dataDir], options: { rules: ['FAI'] }, key: crypto.randomUUID() };
    await expect(instance.api.ingest.paths.mutate(given)).rejects.toThrow(/name of the engine/);
  });
});
