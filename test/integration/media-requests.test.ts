/** What the media service answers to requests that do not fit: wrong method, wrong number, broken form. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePicture } from '../fixtures/make-picture';
import { type TestInstance, removeDataDir, startInstance } from '../helpers/instance';
import { MediaClient } from '../helpers/media-client';

const apiKey = 'a-key-of-the-test';
let instance: TestInstance;
let media: MediaClient;

beforeAll(async () => {
  instance = await startInstance({ env: { API_KEY: apiKey } });
  const allocator = (await instance.api.system.engines.query()).find(({ name }) => name === 'allocator');
  media = new MediaClient(`http://127.0.0.1:${allocator?.http?.port}`, apiKey);
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

describe('a request that does not fit', () => {
  it('says which methods an address takes', async () => {
    const answer = await media.call('/api/v1/ingest', { method: 'PUT' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    const search = await media.call('/api/v1/search', { method: 'DELETE' });
    expect([search.status, search.headers.get('allow'), await search.json()]).toEqual([
      405,
      'GET, POST',
      expect.objectContaining({
        code: 'METHOD_NOT_ALLOWED',
        message: expect.stringContaining('GET and POST only'),
      }),
    ]);
  });

  it.each([
    ['search?q=x&limit=abc', 'limit: must be a whole number from 1 to 200'],
    ['search?q=x&min_score=2', 'min_score: must be a number from -1 to 1'],
    ['search?q=x&box=1,2,3', 'box: must be west,south,east,north in degrees, e.g. 9.5,47.2,10.1,47.6'],
    ['search?q=x&since=2024-01-01', 'Unrecognized key: "since"'],
    ['search?q=x&from=2025-01-02&to=2025-01-01', 'from: 2025-01-02 lies after to, 2025-01-01.'],
    ['search?q=x&box=11,48,12,47', 'box: south, 48, lies above north, 47.'],
    ['clusters?min_size=0', 'min_size: must be a whole number, 1 or more'],
    ['admin/dlq?offset=1.5', 'offset: must be a whole number, 0 or more'],
  ])('names what is wrong in %s', async (address, message) => {
    const answer = await media.call(`/api/v1/${address}`);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'INVALID_INPUT', message }),
    ]);
  });

  it.each([
    ['/api/v1/ingest', 'multipart/form-data', 'x'],
    ['/api/v1/search/picture', 'multipart/form-data', 'x'],
    ['/api/v1/ingest', 'multipart/form-data; boundary=b', 'no part'],
    [
      '/api/v1/ingest',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="f"; filename="a.jpg"\r\n\r\ncut off',
    ],
  ])('refuses a broken form: %s, %s, %j', async (address, type, body) => {
    const answer = await media.call(address, { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining('boundary') }),
    ]);
  });

  it('says that nothing looks alike where nothing is', async () => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await makePicture({ seed: 1 }))]), 'harbour.jpg');
    const answer = await media.call('/api/v1/search/picture', { method: 'POST', body: form });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'LIBRARY_EMPTY', action: 'Add pictures or videos first.' }),
    ]);
  });

  it('refuses a broken form on the port of another engine in its own words', async () => {
    const xcmetrics = (await instance.api.system.engines.query()).find(({ name }) => name === 'xcmetrics');
    const answer = await fetch(`http://127.0.0.1:${xcmetrics?.http?.port}/`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: 'x',
    });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { detail: expect.stringContaining('boundary') },
    ]);
  });
});
