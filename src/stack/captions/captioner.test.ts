/** Captions from local servers that answer well, badly, late, and not at all. */
import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  answerJson as json,
  geminiAnswer,
  type ModelHandler,
  openAiAnswer,
  startModelServer,
} from '../../../test/helpers/model-server';
import { Breaker } from './breaker';
import { CaptionFailure, type CaptionProvider } from './caption-provider';
import { Captioner, type CaptionerOptions } from './captioner';
import type { Spent } from './daily-budget';
import { gemini } from './gemini';
import { openAi } from './open-ai';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

async function server(handler: ModelHandler): Promise<string> {
  const { url, close } = await startModelServer(handler);
  stops.push(close);
  return url;
}

const caption = { text: 'A red barn on a hill.', keywords: ['barn', 'hill'] };

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
const { signal } = new AbortController();

/** In either dialect, so that what holds for one is shown for the other. */
const dialects: [string, (url: string, timeoutMs?: number) => CaptionProvider, (text: string) => unknown][] =
  [
    [
      'Gemini',
      (baseUrl, timeoutMs) => gemini({ apiKey: 'secret', model: 'gemini-flash-latest', baseUrl, timeoutMs }),
      geminiAnswer,
    ],
    [
      'OpenAI',
      (baseUrl, timeoutMs) => openAi({ apiKey: 'secret', model: 'gpt-4o-mini', baseUrl, timeoutMs }),
      openAiAnswer,
    ],
  ];

it('says that an answer was cut off', async () => {
  const choices = [{ message: { content: '{"text":"A red' }, finish_reason: 'length' }];
  const url = await server((_, response) => json(response, 200, { choices }));
  await expect(openAi({ model: 'llava', baseUrl: url }).describe(jpeg, signal)).rejects.toMatchObject({
    kind: 'nonsense',
    message: expect.stringContaining('cut off'),
  });
});

describe.each(dialects)('%s', (name, provider, answer) => {
  it('sends the picture and the key, and takes the caption out of the answer', async () => {
    const seen: { headers: IncomingMessage['headers']; url: string; body: string }[] = [];
    const url = await server((request, response, body) => {
      seen.push({ headers: request.headers, url: request.url ?? '', body });
      json(response, 200, answer('```json\n' + JSON.stringify(caption) + '\n```'));
    });
    expect(await provider(url).describe(jpeg, signal)).toEqual(caption);
    const [request] = seen;
    expect(request?.body).toContain(Buffer.from(jpeg).toString('base64'));
    expect(request?.url).not.toContain('secret');
    const key = name === 'Gemini' ? request?.headers['x-goog-api-key'] : request?.headers.authorization;
    expect(key).toContain('secret');
  });

  it.each([
    [429, 'busy'],
    [500, 'busy'],
    [503, 'busy'],
    [401, 'denied'],
    [404, 'denied'],
    [400, 'refused'],
  ])('takes status %i for %s', async (status, kind) => {
    const url = await server((_, response) => json(response, status, {}, { 'retry-after': '7' }));
    const retryAfterMs = status === 429 || status >= 500 ? { retryAfterMs: 7000 } : {};
    await expect(provider(url).describe(jpeg, signal)).rejects.toMatchObject({ kind, options: retryAfterMs });
  });

  it.each([
    ['no JSON', 'The picture shows a barn.'],
    ['an empty text', '{"text": "", "keywords": []}'],
    ['another shape', '{"caption": 3}'],
    ['nothing', ''],
  ])('is not taken in by %s', async (_, text) => {
    const url = await server((__, response) => json(response, 200, answer(text)));
    await expect(provider(url).describe(jpeg, signal)).rejects.toMatchObject({ kind: 'nonsense' });
  });

  it('survives nonsense, an endless answer, and no answer', async () => {
    const nonsense = await server((_, response) =>
      response.writeHead(200).end('<html>captive portal</html>'),
    );
    await expect(provider(nonsense).describe(jpeg, signal)).rejects.toMatchObject({ kind: 'nonsense' });
    const endless = await server((_, response) => {
      response.writeHead(200);
      const piece = Buffer.alloc(64 * 1024, 0x61);
      const more = () => {
        while (!response.destroyed && response.write(piece));
        response.once('drain', more);
      };
      more();
    });
    await expect(provider(endless).describe(jpeg, signal)).rejects.toMatchObject({ kind: 'nonsense' });
    const silent = await server(() => undefined);
    await expect(provider(silent, 50).describe(jpeg, signal)).rejects.toMatchObject({ kind: 'busy' });
    const gone = 'http://127.0.0.1:9';
    await expect(provider(gone).describe(jpeg, signal)).rejects.toMatchObject({ kind: 'busy' });
  });

  it('goes by the status of an error, however much it has to say', async () => {
    const url = await server((_, response) => response.writeHead(500).end('x'.repeat(1024 * 1024)));
    await expect(provider(url).describe(jpeg, signal)).rejects.toMatchObject({ kind: 'busy' });
  });

  it('waits until a date as well as for seconds', async () => {
    const date = new Date(Date.now() + 3600_000).toUTCString();
    const url = await server((_, response) => json(response, 429, {}, { 'retry-after': date }));
    const failure = await provider(url)
      .describe(jpeg, signal)
      .then(
        () => null,
        (error: CaptionFailure) => error,
      );
    expect(failure?.options.retryAfterMs).toBeGreaterThan(3500_000);
    expect(failure?.options.retryAfterMs).toBeLessThanOrEqual(3600_000);
  });

  it('does not follow where it is sent on to', async () => {
    let asked = 0;
    const target = await server((_, response) => {
      asked += 1;
      json(response, 200, answer(JSON.stringify(caption)));
    });
    const url = await server((_, response) => response.writeHead(307, { location: target }).end());
    await expect(provider(url).describe(jpeg, signal)).rejects.toMatchObject({ kind: 'busy' });
    expect(asked).toBe(0);
  });

  it('ends with the reason of whoever calls it off', async () => {
    const controller = new AbortController();
    const url = await server(() => controller.abort(new Error('stop')));
    await expect(provider(url).describe(jpeg, controller.signal)).rejects.toThrow('stop');
  });
});

it('tells a picture that Gemini will not describe', async () => {
  const url = await server((_, response) =>
    json(response, 200, { promptFeedback: { blockReason: 'SAFETY' } }),
  );
  const provider = gemini({ apiKey: 'k', model: 'm', baseUrl: url });
  await expect(provider.describe(jpeg, signal)).rejects.toMatchObject({ kind: 'refused' });
});

describe('Captioner', () => {
  function captioner(statuses: number[], options: Partial<CaptionerOptions> = {}) {
    let spent: Spent | null = null;
    const waits: number[] = [];
    let asked = 0;
    const provider: CaptionProvider = {
      name: 'model',
      async describe(bytes, until) {
        const status = statuses[asked++] ?? 200;
        const url = await server((_, response) =>
          json(response, status, status === 200 ? openAiAnswer(JSON.stringify(caption)) : {}),
        );
        return openAi({ baseUrl: url, model: 'model' }).describe(bytes, until);
      },
    };
    const clock = { now: Date.UTC(2026, 0, 1, 12) };
    const made = new Captioner({
      provider,
      perDay: 10,
      spent: { read: () => Promise.resolve(spent), write: (value) => Promise.resolve(void (spent = value)) },
      now: () => clock.now,
      wait: (ms) => Promise.resolve(void waits.push(ms)),
      ...options,
    });
    return { made, waits, clock, spentCount: () => spent?.count ?? 0, askedCount: () => asked };
  }

  it('asks again after 429 and 500, and longer each time', async () => {
    const { made, waits, spentCount } = captioner([429, 500, 200]);
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'described', caption });
    expect(waits).toHaveLength(2);
    expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) / 2);
    expect(spentCount()).toBe(3);
  });

  it('puts a picture off after three failures', async () => {
    const { made } = captioner([500, 500, 500]);
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'later' });
  });

  it('rests after the last try as long as it is asked to', async () => {
    const failure = new CaptionFailure('busy', 'Busy.', { retryAfterMs: 20_000 });
    const provider = { name: 'model', describe: () => Promise.reject(failure) };
    const { made, waits } = captioner([], { provider });
    expect(await made.describe(jpeg, signal)).toEqual({
      outcome: 'later',
      waitMs: 20_000,
      reason: 'Busy.',
    });
    expect(waits).toEqual([20_000, 20_000]);
  });

  it('rests when every picture is refused with 400, as the question is at fault then', async () => {
    const { made, askedCount } = captioner(Array.from({ length: 9 }, () => 400));
    for (let k = 0; k < 5; k++) expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'never' });
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'later', waitMs: 30_000 });
    expect(askedCount()).toBe(5);
  });

  it('leaves a service alone that goes on failing, and tries it again with one question', async () => {
    const { made, clock, askedCount } = captioner(Array.from({ length: 20 }, () => 500));
    await made.describe(jpeg, signal);
    await made.describe(jpeg, signal);
    expect(askedCount()).toBe(5);
    const paused = await made.describe(jpeg, signal);
    expect(paused).toMatchObject({ outcome: 'later', waitMs: 30_000 });
    expect(askedCount()).toBe(5);
    clock.now += 30_000;
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'later', waitMs: 60_000 });
    expect(askedCount()).toBe(6);
  });

  it('asks no second time with a key that is not accepted', async () => {
    const { made, askedCount } = captioner([401]);
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'later' });
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'later' });
    expect(askedCount()).toBe(1);
  });

  it('gives up a picture that is refused, and goes on with the next', async () => {
    const { made } = captioner([400, 200]);
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'never' });
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'described' });
  });

  it('sets a picture aside that gets nothing but nonsense, and rests when all of them do', async () => {
    const provider: CaptionProvider = {
      name: 'model',
      describe: () => Promise.reject(new CaptionFailure('nonsense', 'No caption.')),
    };
    const { made } = captioner([], { provider });
    expect(await made.describe(jpeg, signal)).toEqual({ outcome: 'never', reason: 'No caption.' });
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'never' });
    expect(await made.describe(jpeg, signal)).toEqual({
      outcome: 'later',
      waitMs: 30_000,
      reason: 'It is left alone for a while, as it failed. No caption.',
    });
  });

  it('stops at the budget of the day, and goes on the next day', async () => {
    const { made, clock, askedCount } = captioner([], { perDay: 2 });
    for (let k = 0; k < 2; k++)
      expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'described' });
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'later', waitMs: 12 * 3600_000 });
    expect(askedCount()).toBe(2);
    clock.now += 12 * 3600_000;
    expect(await made.describe(jpeg, signal)).toMatchObject({ outcome: 'described' });
  });
});

describe('Breaker', () => {
  it('forgets failures with a success', () => {
    const breaker = new Breaker();
    for (let k = 0; k < 4; k++) breaker.failed(0);
    breaker.succeeded();
    for (let k = 0; k < 4; k++) breaker.failed(0);
    expect(breaker.waitMs(0)).toBe(0);
    breaker.failed(0);
    expect(breaker.waitMs(0)).toBe(30_000);
  });

  it('lets a question through when its pause is ended, and rests longer when that fails too', () => {
    const breaker = new Breaker();
    breaker.failed(0, true);
    breaker.endPause();
    expect(breaker.waitMs(0)).toBe(0);
    breaker.failed(0);
    expect(breaker.waitMs(0)).toBe(60_000);
  });
});
