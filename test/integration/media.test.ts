/** The media library of a real instance: in by HTTP, found again, allocated, and there after a kill. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/stack/database/open';
import { socketDir } from '../../src/stack/run-dir';
import { editPicture, makePicture } from '../fixtures/make-picture';
import { textPicture } from '../fixtures/text-picture';
import { type TestInstance, kill, removeDataDir, startInstance, until } from '../helpers/instance';
import { MediaClient } from '../helpers/media-client';

const apiKey = 'a-key-of-the-test';
const page = 'https://photos.example';
let instance: TestInstance;
let media: MediaClient;
const names = ['harbour', 'meadow', 'station', 'market'];
const pictures = new Map<string, Buffer>();

beforeAll(async () => {
  instance = await startInstance({ env: { API_KEY: apiKey, ALLOWED_ORIGINS: page } });
  const allocator = (await instance.api.system.engines.query()).find(({ name }) => name === 'allocator');
  media = new MediaClient(`http://127.0.0.1:${allocator?.http?.port}`, apiKey);
  for (const [k, name] of names.entries())
    pictures.set(
      `${name}.jpg`,
      await makePicture({
        seed: k + 1,
        takenAt: `2026:05:0${k + 1} 10:00:00`,
        camera: { make: 'Canon', model: k === 0 ? 'Canon EOS R5' : 'Canon EOS M50' },
        ...(k === 0 ? { gps: { lat: 47.4, lon: 9.94 } } : {}),
      }),
    );
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

const assets = async () => (await instance.api.media.facts.query()).assets;
const untilAssets = (count: number) => until(`${count} assets`, async () => (await assets()) === count);
const key = () => ({ key: randomUUID() });

describe('the media service on its port', () => {
  it('asks for its key, and lets listed pages in only', async () => {
    expect((await fetch(`${media.url}/live`)).status).toBe(200);
    expect((await fetch(`${media.url}/api/v1/clusters`)).status).toBe(401);
    expect((await media.call('/api/v1/clusters', { headers: { 'x-api-key': 'another-key' } })).status).toBe(
      401,
    );
    expect(
      (await media.call('/api/v1/clusters', { headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403);
    const listed = await media.call('/api/v1/clusters', { headers: { origin: page } });
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([200, page]);
    const preflight = await fetch(`${media.url}/api/v1/ingest`, {
      method: 'OPTIONS',
      headers: { origin: page },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-api-key');
  });

  it('says of an address that is none what to look at', async () => {
    const answer = await media.call('/api/v1/pictures?x=1');
    expect([answer.status, await answer.json()]).toEqual([
      404,
      expect.objectContaining({
        code: 'NOT_FOUND',
        message: expect.stringContaining('GET /api/v1/pictures;'),
      }),
    ]);
  });

  it('has health by part, metrics, and describes itself', async () => {
    expect(await media.json('/health')).toMatchObject({
      database: { status: 'ok' },
      workers: { status: 'ok' },
    });
    expect(await (await media.call('/metrics')).text()).toContain('# TYPE');
    const api = await media.json<{ paths: Record<string, unknown> }>('/api/openapi.json');
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/ingest',
        '/api/v1/search',
        '/api/v1/assets/{id}',
        '/api/v1/assets/{id}/clip',
        '/api/v1/admin/dlq/{job_id}',
        '/api/v1/admin/dlq/{job_id}/retry',
      ]),
    );
    const docs = await (await media.call('/api/docs')).text();
    expect(docs).toContain('/api/v1/clusters');
    expect(docs).toContain('rel="icon"'); // else browsers ask for /favicon.ico, which is not there
  });

  it('takes files in, and says at once what it knows and what it does not take', async () => {
    const harbour = pictures.get('harbour.jpg') ?? Buffer.alloc(0);
    const items = await media.ingest(
      new Map([...pictures, ['notes.jpg', Buffer.from('no picture')], ['twice.jpg', harbour]]),
    );
    expect(items.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'refused',
      'known',
    ]);
    expect(items[4]).toMatchObject({
      assetId: null,
      code: 'UNKNOWN_TYPE',
      message: 'notes.jpg was not taken: its name says Picture, its content does not.',
    });
    expect(items[5]?.assetId).toBe(items[0]?.assetId);
    await untilAssets(4);
    const again = await media.ingest(new Map([['again.jpg', harbour]]));
    expect(again[0]).toMatchObject({ outcome: 'known', assetId: items[0]?.assetId });
  });

  it('gives an asset with its files', async () => {
    const { items } = await media.json<{ items: { id: string }[] }>('/api/v1/search?q=harbour');
    expect(items).toHaveLength(1);
    const address = `/api/v1/assets/${items[0]?.id}`;
    const asset = await media.json<{ place: string; day: string; allocation: { clusterSize: number } }>(
      address,
    );
    expect(asset).toMatchObject({
      day: '2026-05-01',
      camera: 'Canon EOS R5',
      allocation: { clusterSize: 1 },
    });
    expect(asset.place).toContain('Austria');
    for (const [file, type] of [
      ['thumbnail', 'image/jpeg'],
      ['preview', 'image/jpeg'],
      ['original', 'image/jpeg'],
    ] as const) {
      const answer = await media.call(`${address}/${file}`);
      expect([file, answer.headers.get('content-type')]).toEqual([file, type]);
    }
    const part = await media.call(`${address}/original`, { headers: { range: 'bytes=0-9' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
    expect((await media.call('/api/v1/assets/00000000-0000-8000-8000-000000000000')).status).toBe(404);
    expect((await media.call('/api/v1/assets/nonsense')).status).toBe(400);
    expect((await media.call('/api/v1/search?limit=0')).status).toBe(400);
  });
});

describe('the library', () => {
  it('finds a copy, allocates it beside the original, and takes a decision back', async () => {
    const original = pictures.get('meadow.jpg') ?? Buffer.alloc(0);
    await media.ingest(
      new Map([['meadow-small.jpg', await editPicture(original, { widthPx: 500, quality: 40 })]]),
    );
    await untilAssets(5);
    const { api } = instance;
    const { rows } = await api.media.pairs.query({});
    const [pair] = rows;
    expect(rows).toHaveLength(1);
    expect([pair?.first.fileName, pair?.second.fileName].sort()).toEqual(['meadow-small.jpg', 'meadow.jpg']);
    const keepId = pair?.suggestion.keepId ?? '';
    expect([pair?.first, pair?.second].find((side) => side?.id === keepId)?.fileName).toBe('meadow.jpg');
    const clusters = await api.media.clusters.query({});
    expect(clusters.rows.map(({ size }) => size)).toEqual([2]);

    const id = pair?.id ?? '';
    await api.media.decidePair.mutate({ id, decision: { decision: 'keep', keepId }, ...key() });
    expect((await api.media.gallery.query({})).total).toBe(4);
    await api.media.decidePair.mutate({ id, decision: { decision: 'undo' }, ...key() });
    expect((await api.media.gallery.query({})).total).toBe(5);
  });

  it('searches by examples and by a picture that it does not keep', async () => {
    const { api } = instance;
    const { items } = await api.media.search.query({ text: 'meadow', limit: 10 });
    const like = items.find(({ fileName }) => fileName === 'meadow.jpg')?.id ?? '';
    const alike = await api.media.search.query({ like: [like] });
    expect(alike.items[0]).toMatchObject({ fileName: 'meadow-small.jpg', why: [{ by: 'picture' }] });
    const form = new FormData();
    const grey = await editPicture(pictures.get('station.jpg') ?? Buffer.alloc(0), { grey: true });
    form.append('file', new Blob([new Uint8Array(grey)]), 'grey.jpg');
    const { picture } = await media.json<{ picture: string }>('/api/v1/search/picture', {
      method: 'POST',
      body: form,
    });
    const found = await api.media.search.query({ picture });
    expect(found.items[0]?.fileName).toBe('station.jpg');
    expect(await assets()).toBe(5);
    // Under a filter the few that are left are compared one by one.
    const filter = { kind: 'image' } as const;
    expect((await api.media.search.query({ picture, filter })).items).toEqual(found.items);
    expect((await api.media.search.query({ like: [like], filter })).items).toEqual(alike.items);
    const against = { like: [like], unlike: [found.items[0]?.id ?? ''] };
    const apart = await api.media.search.query(against);
    expect((await api.media.search.query({ ...against, filter })).items).toEqual(apart.items);
    await expect(api.media.search.query({})).rejects.toThrow(/words, a picture, or an example/);
  });

  it('keeps away what resembles examples against, found by words too', async () => {
    const { search } = instance.api.media;
    const names = async (request: Parameters<typeof search.query>[0]) =>
      (await search.query(request)).items.map(({ fileName }) => fileName).sort();
    const found = await search.query({ text: 'meadow' });
    const meadow = found.items.find(({ fileName }) => fileName === 'meadow.jpg')?.id ?? '';
    const cameras = await names({ text: 'canon' });
    expect(cameras).toContain('meadow.jpg');
    expect(await names({ text: 'canon', unlike: [meadow] })).toEqual(
      cameras.filter((name) => !name.startsWith('meadow')),
    );
    await expect(search.query({ unlike: [meadow] })).rejects.toThrow(/only take away/);
  });

  it('keeps what operators do to clusters', async () => {
    const { api } = instance;
    const all = await api.media.clusters.query({ minSize: 1 });
    const pair = all.rows.find(({ size }) => size === 2);
    const single = all.rows.find(({ size }) => size === 1);
    const [into, other] = [pair?.id ?? '', single?.id ?? ''];
    await api.media.nameCluster.mutate({ id: into, name: 'Outside', ...key() });
    const act = { intoId: into, ids: [other], ...key() };
    expect(await api.media.mergeClusters.mutate(act)).toEqual({ clusterId: into, moved: 1 });
    expect(await api.media.mergeClusters.mutate(act)).toEqual({ clusterId: into, moved: 1 }); // the same key: once
    const offered = (await api.media.undoableActs.query()).filter(({ actKey }) => actKey === act.key);
    expect(offered).toEqual([{ actKey: act.key, madeAt: expect.any(Number), moved: 1, into: 'Outside' }]);
    await api.media.undoClusters.mutate({ actKey: act.key, ...key() });
    expect(await api.media.undoableActs.query()).toEqual([]);
    expect((await api.media.cluster.query({ id: other })).covers[0]?.id).toBe(single?.covers[0]?.id);
    expect((await api.media.cluster.query({ id: into })).size).toBe(2);
    await expect(api.media.undoClusters.mutate({ actKey: act.key, ...key() })).rejects.toThrow(/already/);
    await api.media.mergeClusters.mutate({ ...act, ...key() });
    const merged = await api.media.cluster.query({ id: into });
    expect(merged).toMatchObject({ size: 3, name: 'Outside' });
    const moved = single?.covers[0]?.id ?? '';
    const apart = await api.media.moveAssets.mutate({ assetIds: [moved], clusterId: null, ...key() });
    expect((await api.media.cluster.query({ id: into })).size).toBe(2);
    expect((await api.media.cluster.query({ id: apart.clusterId })).size).toBe(1);
    await api.media.startPass.mutate({ kind: 'rebuild', ...key() });
    await until('the end of the pass', async () => (await api.media.pass.query())?.state === 'done');
    expect(await api.media.cluster.query({ id: into })).toMatchObject({ size: 2, name: 'Outside' });
  });

  it('loses nothing and doubles nothing when the gateway dies while results come in', async () => {
    const more = new Map<string, Buffer>();
    for (let k = 0; k < 8; k++)
      more.set(`many-${k}.jpg`, await makePicture({ seed: 100 + k, widthPx: 400, heightPx: 300 }));
    await media.ingest(more);
    kill(await instance.pidOf('gateway'));
    await untilAssets(13);
    const clusters = await instance.api.media.clusters.query({ minSize: 1 });
    expect(clusters.rows.reduce((sum, { size }) => sum + size, 0)).toBe(13);
  });

  it('takes over again what a crash of the store undid because it was not flushed yet', async () => {
    const address = { socketDir: socketDir(instance.dataDir), port: 5432, url: null };
    const database = await openDatabase(address, { poolSize: 1 });
    const newest = 'select asset_id as id from flightline.media_taken order by taken_at desc limit 1';
    const [taken] = (await database.pool.query<{ id: string }>(newest)).rows;
    await database.pool.query('delete from flightline.media_taken where asset_id = $1', [taken?.id]);
    await database.pool.query('delete from flightline.assets where id = $1', [taken?.id]);
    await database.close();
    expect(await assets()).toBe(12);
    kill(await instance.pidOf('store'));
    await untilAssets(13);
    expect((await instance.api.media.asset.query({ id: taken?.id ?? '' })).fileName).toMatch(/^many-/);
  });
});

describe('extras', () => {
  it('come after the asset: text that is found by, and a larger view', async () => {
    const { api } = instance;
    const wide = { right: 800, background: '#ebebeb' };
    const sign = await sharp(await textPicture(['OPEN 24 HOURS', 'PILOT HUT 7']))
      .extend(wide)
      .jpeg()
      .toBuffer();
    const [item] = await media.ingest(new Map([['sign.jpg', sign]]));
    const id = item?.assetId ?? '';
    await until('the text to be read', async () => {
      const { items } = await api.media.search.query({ text: 'pilot hut' });
      return items[0]?.id === id;
    });
    const { items } = await api.media.search.query({ text: 'pilot hut' });
    expect(items[0]?.why).toEqual([
      { by: 'words', source: 'ocr', excerpt: expect.stringContaining('\u0001PILOT\u0002') },
    ]);
    await until(
      'the larger view',
      async () => (await media.call(`/api/v1/assets/${id}/large`)).status === 200,
    );
    expect((await media.call(`/api/v1/assets/${id}/clip`)).status).toBe(404);
    const asset = await api.media.asset.query({ id });
    expect(asset.extras).toMatchObject([
      { part: 'large', made: true, hasFile: true },
      { part: 'text', made: true, hasFile: false },
    ]);
  });
});
