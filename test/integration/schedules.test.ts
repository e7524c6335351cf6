/** Schedules in a whole instance: folders, acts of engines, housekeeping; what a restart and a lost Redis leave of them. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScheduleInput } from '#contract/schedules';
import { writeFlights } from '../helpers/flights';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';

const env = { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '1' };
const never = { cron: '0 0 1 1 *', timeZone: 'Europe/Vienna', catchUp: 'once', catchUpLimit: 1 } as const;
let instance: TestInstance;
const key = () => randomUUID();

beforeAll(async () => {
  instance = await startInstance({ env });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

const save = (name: string, work: ScheduleInput['work']) =>
  instance.api.schedules.save.mutate({ ...never, name, work, key: key() });

/** Runs it by hand and waits for its end. */
async function runOnce(id: string) {
  const begun = await instance.api.schedules.run.mutate({ id, key: key() });
  return until('the run ends', async () => {
    const { rows } = await instance.api.schedules.history.query({ scheduleId: id });
    const run = rows.find((one) => one.id === begun.id);
    return run?.finishedAt ? run : null;
  });
}

describe('a schedule of a folder', () => {
  it('asks for folders when they are added, and leaves one alone that is away later', async () => {
    const [folder, gone] = [writeFlights(1, 70, 200), path.join(instance.dataDir, 'no-such-folder')];
    const work = (paths: string[]) => ({
      kind: 'folder' as const,
      paths,
      lane: 'batch' as const,
      onlyChanged: true,
    });
    await expect(save('Gone', work([gone]))).rejects.toThrow(`There is no ${gone} on the machine`);
    const { id } = await save('Disk', work([folder]));
    rmSync(folder, { recursive: true });
    const renamed = { ...never, id, name: 'Other disk', work: work([folder]), key: key() };
    expect(await instance.api.schedules.save.mutate(renamed)).toMatchObject({ id, name: 'Other disk' });
    await expect(
      instance.api.schedules.save.mutate({ ...renamed, work: work([folder, gone]), key: key() }),
    ).rejects.toThrow('connect its disk');
    expect(await runOnce(id)).toMatchObject({ state: 'failed', errorCode: 'FILE_NOT_FOUND' });
    await instance.api.schedules.remove.mutate({ ids: [id], key: key() });
    expect(await instance.api.schedules.get.query({ id })).toMatchObject({
      nextAt: null,
      removedAt: expect.any(Number),
    });
  });

  it('takes what is new, then what has changed, and makes no batch of nothing', async () => {
    const folder = writeFlights(3, 71, 200);
    const work: ScheduleInput['work'] = {
      kind: 'folder',
      paths: [folder],
      engine: 'xcmetrics',
      lane: 'normal',
      onlyChanged: true,
    };
    const { id } = await save('Flights', work);
    const first = await runOnce(id);
    const total = (batchId: string) =>
      until('the batch is read', async () => {
        const batch = await instance.api.batches.get.query({ id: batchId });
        return batch.state === 'open' ? null : batch.counts;
      });
    expect(await total(first.batch?.id ?? '')).toMatchObject({ total: 3, refused: 0 });
    expect(await runOnce(id)).toMatchObject({
      state: 'done',
      batch: null,
      message: 'No file is new or has changed.',
    });
    appendFileSync(path.join(folder, 'flight-00001.igc'), 'LXXXchanged\r\n');
    utimesSync(path.join(folder, 'flight-00002.igc'), 1, 1); // looks changed, holds the same
    const third = await runOnce(id);
    expect(await total(third.batch?.id ?? '')).toMatchObject({ total: 2, duplicates: 1 });
    rmSync(folder, { recursive: true });
    expect(await runOnce(id)).toMatchObject({ state: 'failed', errorCode: 'FILE_NOT_FOUND' });
  });

  it.each<[string, Partial<ScheduleInput>, string]>([
    ['a cron expression that is none', { cron: '0 25 * * *' }, 'INVALID_INPUT'],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'INVALID_INPUT'],
    [
      'a relative path',
      { work: { kind: 'folder', paths: ['a'], lane: 'batch', onlyChanged: true } },
      'INVALID_INPUT',
    ],
    ['an act that is not there', { work: { kind: 'engine-act', engine: 'dem', act: 'x' } }, 'NOT_FOUND'],
    [
      'input that does not fit',
      { work: { kind: 'engine-act', engine: 'dem', act: 'rescan', input: 1 } },
      'INVALID_INPUT',
    ],
  ])('is refused with %s', async (_, change, code) => {
    const work: ScheduleInput['work'] = { kind: 'folder', paths: ['/a'], lane: 'batch', onlyChanged: true };
    const asked = instance.api.schedules.save.mutate({ ...never, name: 'x', work, ...change, key: key() });
    await expect(asked).rejects.toMatchObject({ data: { flightline: { code } } });
  });
});

it('carries out acts of engines and housekeeping', async () => {
  const act = await save('Terrain', { kind: 'engine-act', engine: 'dem', act: 'rescan', input: {} });
  expect(await runOnce(act.id)).toMatchObject({ state: 'done', cause: 'manual' });
  const house = await save('House', {
    kind: 'housekeeping',
    removeRunsAfterDays: 1,
    removeHistoryAfterDays: 1,
    removeUnusedFiles: true,
  });
  expect((await runOnce(house.id)).message).toMatch(/^Removed: 0 runs, 0 batches, 0 entries/);
});

it('keeps schedules when Redis has lost everything', async () => {
  const before = await instance.api.schedules.list.query();
  await instance.stop();
  rmSync(path.join(instance.dataDir, 'redis'), { recursive: true });
  instance = await startInstance({ env, dataDir: instance.dataDir });
  const after = await instance.api.schedules.list.query();
  expect(after.map(({ id, nextAt }) => [id, nextAt !== null])).toEqual(before.map(({ id }) => [id, true]));
});

it('takes a removal back', async () => {
  const [first] = await instance.api.schedules.list.query();
  const ids = [first?.id ?? ''];
  expect(await instance.api.schedules.remove.mutate({ ids, key: key() })).toMatchObject({ done: 1 });
  expect((await instance.api.schedules.list.query()).map(({ id }) => id)).not.toContain(ids[0]);
  expect(await instance.api.schedules.restore.mutate({ ids, key: key() })).toMatchObject({ done: 1 });
  expect((await instance.api.schedules.list.query()).map(({ id }) => id)).toContain(ids[0]);
});
