/** What is made of errors that Google's, OpenAI's and other servers give. */
import { expect, afterEach, it } from 'vitest';
import { answerJson, startModelServer } from '../../../test/helpers/model-server';
import type { CaptionFailure } from './caption-provider';
import { gemini } from './gemini';

let stop = () => {};
afterEach(() => stop());

async function fails(status: number, value: unknown, headers = {}): Promise<CaptionFailure | null> {
  const { url, close } = await startModelServer((_, response) =>
    answerJson(response, status, value, headers),
  );
  stop = close;
  const provider = gemini({ apiKey: 'AIza-secret', model: 'm', baseUrl: `${url}/` });
  return provider.describe(new Uint8Array([0xff, 0xd8]), new AbortController().signal).then(
    () => null,
    (error: CaptionFailure) => error,
  );
}

const google = (code: number, status: string, message: string, details: unknown[] = []) => ({
  error: { code, status, message, details },
});

it.each([
  [
    'a wrong key',
    google(400, 'INVALID_ARGUMENT', 'Key AIza-secret is wrong.', [{ reason: 'API_KEY_INVALID' }]),
    'Key [key] is wrong.',
  ],
  ['a country', google(400, 'FAILED_PRECONDITION', 'Not served here.'), 'Not served here.'],
])('tells %s, which Google answers with 400, from a picture', async (_, value, said) => {
  const failure = await fails(400, value);
  expect(failure).toMatchObject({ kind: 'denied' });
  expect(failure?.message).toContain(said);
  expect(failure?.message).not.toContain('AIza');
});

it.each([
  ['of Google', google(400, 'INVALID_ARGUMENT', 'Too  many\nlines.')],
  ['in a list', [google(400, 'INVALID_ARGUMENT', 'Too many lines.')]],
  ['of OpenAI', { error: { message: 'Too many lines.', type: 'invalid_request_error', param: null } }],
  ['of Ollama', { error: 'Too many lines.' }],
])('repeats the words of an error %s', async (_, value) => {
  const failure = await fails(400, value);
  expect(failure?.message).toBe(
    'The model does not take this picture (status 400). It says: Too many lines.',
  );
  expect(failure).toMatchObject({ kind: 'refused', options: { isDoubtful: true } });
});

it.each([[null], ['words'], [{ error: { message: 3, details: 'none' } }], [{ error: { details: [7] } }]])(
  'makes nothing of %j',
  async (value) => {
    expect((await fails(403, value))?.message).toBe(
      "The model's address, name or key is not accepted (status 403).",
    );
  },
);

it('waits as long as Google says in the body, unless a header says otherwise', async () => {
  const busy = google(429, 'RESOURCE_EXHAUSTED', 'Quota.', [{ reason: 'X' }, { retryDelay: '21.5s' }]);
  expect(await fails(429, busy)).toMatchObject({ kind: 'busy', options: { retryAfterMs: 21_500 } });
  expect(await fails(429, busy, { 'retry-after': '3' })).toMatchObject({ options: { retryAfterMs: 3000 } });
});
