/** Descriptions by a vision model: one that is refused is set aside with the reason, and asked about again when somebody says so. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePicture } from '../fixtures/make-picture';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { answerJson, geminiAnswer, type ModelServer, startModelServer } from '../helpers/model-server';
import { upload } from '../helpers/uploads';

let instance: TestInstance;
let model: ModelServer;
let problem: { status: number; message: string } | null = null;
let asked = 0;

beforeAll(async () => {
  model = await startModelServer((_request, response) => {
    asked += 1;
    if (problem) answerJson(response, problem.status, { error: { message: problem.message } });
    else answerJson(response, 200, geminiAnswer('{"text":"A made picture.","keywords":["made"]}'));
  });
  instance = await startInstance({
    env: { VLM_ENABLED: 'true', GEMINI_API_KEY: 'made', GOOGLE_GEMINI_BASE_URL: model.url },
  });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  model.close();
});

const captions = async () => (await instance.api.media.models.query()).captions;

it('sets aside what the model refuses, and asks about it once more when it is told to', async () => {
  const { media } = instance.api;
  problem = { status: 400, message: 'Unable to process input image.' };
  const content = new Uint8Array(await makePicture({ seed: 1 }));
  await upload(instance, [{ fileName: 'made.jpg', content }], '?engine=allocator');
  await until('the picture to be set aside', async () => (await captions()).setAside === 1);
  const [row] = await media.setAsideCaptions.query({});
  expect(row).toMatchObject({
    fileName: 'made.jpg',
    problem: expect.stringContaining('Unable to process input image.'),
  });
  problem = null;
  const again = { assetIds: [row?.assetId ?? ''], key: crypto.randomUUID() };
  expect(await media.askForCaptions.mutate(again)).toEqual({ asked: 1 });
  await until('a description', async () => (await captions()).described === 1);
  expect(await captions()).toMatchObject({ setAside: 0, waiting: 0, labelled: 0 });
  expect(await media.askForCaptions.mutate({ assetIds: null, key: crypto.randomUUID() })).toEqual({
    asked: 0,
  });
  const { texts } = await media.asset.query({ id: row?.assetId ?? '' });
  expect(texts).toContainEqual(expect.objectContaining({ source: 'caption', text: 'A made picture.\nmade' }));
  expect(asked).toBe(2);
});

it('rests when it is let in no more, says why, and asks before its time when it is told to', async () => {
  const { media, audit } = instance.api;
  problem = { status: 403, message: 'Your billing account is closed.' };
  const content = new Uint8Array(await makePicture({ seed: 2 }));
  await upload(instance, [{ fileName: 'second.jpg', content }], '?engine=allocator');
  await until('it to rest', async () => (await captions()).pause !== null);
  expect((await captions()).pause?.reason).toContain('Your billing account is closed.');
  problem = null;
  await media.askForCaptionsNow.mutate({ key: crypto.randomUUID() });
  await until('a description', async () => (await captions()).described === 2);
  expect((await captions()).pause).toBeNull();
  const { rows } = await audit.page.query({ act: 'media.ask-now' });
  expect(rows).toHaveLength(1);
});
