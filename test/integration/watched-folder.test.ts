/** A watched folder of a real instance: files half-written, a kill, a start again, and folders that are not watched. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePicture } from '../fixtures/make-picture';
import { type TestInstance, kill, removeDataDir, startInstance, until } from '../helpers/instance';

let instance: TestInstance;
let folder: string;

beforeAll(async () => {
  instance = await startInstance();
  folder = `${instance.dataDir}-watched`;
  mkdirSync(path.join(folder, 'inner'), { recursive: true });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  removeDataDir(folder);
});

const assets = async () => (await instance.api.media.facts.query()).assets;
const untilAssets = (count: number) => until(`${count} assets`, async () => (await assets()) === count);
const watch = (folderPath: string) =>
  instance.api.media.watchFolder.mutate({ path: folderPath, key: randomUUID() });

it('is not the data directory, nor what lies in it or holds it', async () => {
  await expect(watch('relative')).rejects.toThrow(/absolute/);
  const { dataDir } = instance;
  for (const own of [dataDir, path.dirname(dataDir), path.join(dataDir, 'blobs')])
    await expect(watch(own)).rejects.toThrow(/beside it/);
});

it('takes in what is written to its end, goes on after a kill, and passes over what it knows', async () => {
  const { media } = instance.api;
  const [first, second] = [await makePicture({ seed: 201 }), await makePicture({ seed: 202 })];
  writeFileSync(path.join(folder, 'half.jpg'), first.subarray(0, 2000));
  const { id } = await watch(folder);
  await until('the half file to be seen', async () => (await media.folders.query())[0]?.waiting === 1);
  expect(await assets()).toBe(0);
  appendFileSync(path.join(folder, 'half.jpg'), first.subarray(2000));
  await untilAssets(1);
  kill(await instance.pidOf('gateway'));
  writeFileSync(path.join(folder, 'inner', 'later.jpg'), second);
  writeFileSync(path.join(folder, 'inner', 'copy.jpg'), first);
  writeFileSync(path.join(folder, 'read.me'), 'No engine reads this.');
  await until('all to be dealt with', async () => {
    const [watched] = await media.folders.query();
    return watched && watched.taken + watched.known + watched.refused === 4;
  });
  await untilAssets(2);
  expect((await media.folders.query())[0]).toMatchObject({ id, taken: 2, known: 1, refused: 1, waiting: 0 });
  const refused = await media.folderFiles.query({ id, outcome: 'refused' });
  expect(refused).toMatchObject([{ path: path.join(folder, 'read.me'), jobId: null }]);
});
