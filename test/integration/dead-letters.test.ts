/** Dead letters over real processes: bulk acts with canaries, edits and dry runs, undo, bundles, HTTP. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkRequest, LetterBulk } from '#contract/letter-bulks';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { testEntry } from '../helpers/test-build';
import { ended, jobIdOf, upload } from '../helpers/uploads';

let instance: TestInstance;
const env = { FLIGHTLINE_THREADS_PER_PROCESS: '2', FLIGHTLINE_RECYCLE_AFTER_JOBS: '100000' };

beforeAll(async () => {
  instance = await startInstance({ entry: testEntry, env });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
});

const letters = () => instance.api.deadLetters;
const key = () => randomUUID();
let lastFile = 0;

/** Files that fail until their option `good` is set. */
async function fail(count: number, name: string, lane = 'normal'): Promise<string[]> {
  const files = Array.from({ length: count }, () => ({
    fileName: `${name}-${(lastFile += 1)}.picky`,
    content: `picky ${name} ${lastFile}`,
  }));
  const items = await upload(instance, files, `?lane=${lane}`);
  const ids = items.map(jobIdOf);
  await until('the letters', async () => (await letters().count.query({ target: { ids } })) === count);
  return ids;
}

async function bulk(request: BulkRequest): Promise<LetterBulk> {
  const { id } = await letters().startBulk.mutate({ request, key: key() });
  return until('the end of the act', async () => {
    const found = (await letters().bulks.query()).find((one) => one.id === id);
    return found && ['done', 'stopped', 'cancelled'].includes(found.state) && found;
  });
}

describe('acts on many letters', () => {
  it('stop when the first ones fail alike, and go on when they do not', async () => {
    const ids = await fail(15, 'many', 'batch');
    const filter = { search: 'many-' };
    expect(await letters().count.query({ target: { filter } })).toBe(15);
    const stopped = await bulk({ verb: 'retry', target: { filter }, canary: 4, ratePerS: null });
    expect(stopped).toMatchObject({ state: 'stopped', total: 15, done: 4 });
    expect(stopped.message).toContain('failed alike: It wants to be good');
    await until('all letters', async () => (await letters().count.query({ target: { ids } })) === 15);

    const preview = await letters().preview.query({
      target: { filter },
      change: { how: 'patch', operations: [{ op: 'add', path: '/options/good', value: 'much' }] },
    });
    expect(preview).toMatchObject({ count: 15, looked: 15, changed: 0, unfit: 15 });
    const change = { how: 'merge' as const, patch: { options: { good: true } } };
    expect(await letters().preview.query({ target: { filter }, change })).toMatchObject({
      changed: 15,
      unfit: 0,
    });
    const done = await bulk({ verb: 'edit', target: { filter }, change, canary: 4, ratePerS: 1000 });
    expect(done).toMatchObject({ state: 'done', done: 15, skipped: 0, canary: { completed: 4, failed: 0 } });
    expect(await letters().count.query({ target: { filter } })).toBe(0);
    const completed = () =>
      instance.api.jobs.page.query({ filter: { engine: 'picky', states: ['completed'] } });
    const rows = await until('all results', async () => {
      const page = await completed();
      return page.total === 15 && page.rows;
    });
    expect(new Set(rows.map(({ lane }) => lane))).toEqual(new Set(['batch']));
  });

  it('are taken back as far as nothing has come of them', async () => {
    const ids = await fail(3, 'kept');
    const discarded = await bulk({ verb: 'discard', target: { ids }, reason: 'a mistake' });
    expect(discarded).toMatchObject({ state: 'done', done: 3 });
    expect((await letters().trash.query({ search: 'a mistake' })).total).toBe(3);
    expect(await bulk({ verb: 'undo', act: discarded.id })).toMatchObject({
      state: 'done',
      total: 3,
      done: 3,
    });
    expect(await letters().count.query({ target: { ids } })).toBe(3);
    expect((await letters().trash.query({})).total).toBe(0);
  });

  it('leave a retry that waits to an undo', async () => {
    const [id = ''] = await fail(1, 'waits');
    // Both threads are busy for longer than this takes.
    const busy = await upload(
      instance,
      ['1', '2', '3'].map((name) => ({ fileName: `${name}.brief`, content: `brief 2500 ${name}` })),
    );
    await until(
      'busy threads',
      async () => (await instance.api.jobs.counts.query({ engine: 'brief' })).active >= 2,
    );
    const act = key();
    expect(await letters().retry.mutate({ ids: [id], key: act })).toEqual({ done: 1, skipped: [] });
    expect((await instance.api.jobs.get.query({ id })).job.state).toBe('waiting');
    expect(await bulk({ verb: 'undo', act })).toMatchObject({ done: 1 });
    expect((await instance.api.jobs.get.query({ id })).job).toMatchObject({ state: 'failed' });
    expect((await letters().get.query({ id })).errorMessage).toContain('wants to be good');
    await Promise.all(busy.map((item) => ended(instance, jobIdOf(item))));
    expect((await instance.api.jobs.get.query({ id })).attempts).toHaveLength(1);
  });
});

describe('one letter', () => {
  it('is shown with its file and its logs, checked, run dry, and queued again with another payload', async () => {
    const [id = ''] = await fail(1, 'single');
    const letter = await letters().get.query({ id });
    expect(letter.timeline).toMatchObject([{ attempt: 1, logs: [{ event: 'looked' }] }]);
    expect(await letters().input.query({ id })).toMatchObject({
      kind: 'text',
      text: expect.stringMatching(/^picky single/),
    });
    const { payload, schema } = await letters().form.query({ id });
    expect(payload).toEqual({ fileName: letter.fileName, lane: 'normal', options: {} });
    expect(schema).toMatchObject({ properties: { options: { properties: { good: { type: 'boolean' } } } } });
    const wrong = { ...payload, options: { good: 1, bad: 2 } };
    expect((await letters().check.query({ id, payload: wrong })).map(({ path }) => path.join('.'))).toEqual([
      'options.good',
      'options.bad',
    ]);
    const before = await letters().dryRun.mutate({ id, payload });
    expect(before).toMatchObject({
      outcome: 'failed',
      errorCode: 'INVALID_INPUT',
      logs: [{ event: 'looked' }],
    });
    const good = { ...payload, lane: 'interactive' as const, options: { good: true } };
    expect(await letters().dryRun.mutate({ id, payload: good })).toMatchObject({ outcome: 'completed' });
    expect((await letters().get.query({ id })).timeline).toHaveLength(1);
    const { jobId } = await letters().edit.mutate({ id, payload: good, key: key() });
    expect((await ended(instance, jobId)).job).toMatchObject({ state: 'completed', lane: 'interactive' });
    await expect(letters().get.query({ id })).rejects.toThrow('no dead letter');
  });

  it('that ends its process is run dry without harm', async () => {
    const [id = ''] = await fail(1, 'deadly');
    const { payload } = await letters().form.query({ id });
    const result = await letters().dryRun.mutate({ id, payload: { ...payload, options: { dies: true } } });
    expect(result).toMatchObject({ outcome: 'failed', errorCode: 'ENGINE_CRASHED' });
    await until('the isolated process', async () =>
      (await instance.api.system.processes.query()).every(({ state }) => state === 'ready'),
    );
    expect((await letters().get.query({ id })).timeline).toHaveLength(1);
  });
});

describe('over HTTP', () => {
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${instance.url}/api/v1/admin/dlq${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${instance.key}`,
        ...(init.body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      },
    });

  it('letters are listed, shown, retried and discarded', async () => {
    const [id = ''] = await fail(1, 'web');
    const list = (await (await request('?search=web-&limit=5')).json()) as { rows: { jobId: string }[] };
    expect(list.rows.map(({ jobId }) => jobId)).toEqual([id]);
    expect(await (await request(`/${id}`)).json()).toMatchObject({ jobId: id, errorCode: 'INVALID_INPUT' });
    expect((await request(`/${id}/retry`, { method: 'POST', body: '{}' })).status).toBe(202);
    await until(
      'the letter again',
      async () => (await letters().count.query({ target: { ids: [id] } })) === 1,
    );
    expect((await request(`/${id}/discard`, { method: 'POST', body: '{}' })).status).toBe(400);
    const body = JSON.stringify({ reason: 'seen' });
    expect((await request(`/${id}/discard`, { method: 'POST', body })).status).toBe(202);
    expect((await request(`/${id}`)).status).toBe(404);
    expect((await fetch(`${instance.url}/api/v1/admin/dlq`)).status).toBe(401);
  });

  it('a bundle goes out and comes in, once, without secrets', async () => {
    const [first = ''] = await fail(1, 'bundle');
    const { payload } = await letters().form.query({ id: first });
    const secret = { ...payload, options: { password: 'hush', good: false } };
    const { jobId: id } = await letters().edit.mutate({ id: first, payload: secret, key: key() });
    await until('the letter', async () => (await letters().count.query({ target: { ids: [id] } })) === 1);
    const response = await request(`/export?ids=${id}`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    const bundle = await response.blob();
    expect(Buffer.from(await bundle.arrayBuffer()).includes('hush')).toBe(false);
    const take = async (file: Blob) => {
      const form = new FormData();
      form.append('bundle', file, 'case.zip');
      return request('/import', { method: 'POST', body: form });
    };
    // The redacted option makes it other work than what is here.
    expect(await (await take(bundle)).json()).toEqual({ letters: 1, imported: 1, known: 0, skipped: [] });
    expect(await (await take(bundle)).json()).toEqual({ letters: 1, imported: 0, known: 1, skipped: [] });
    const found = await letters().page.query({ search: '[redacted]' });
    expect(found.rows).toMatchObject([{ errorCode: 'INVALID_INPUT', fileName: payload.fileName }]);
    const imported = await letters().get.query({ id: found.rows[0]?.jobId ?? '' });
    expect(imported.timeline).toMatchObject([{ logs: [{ event: 'looked' }] }]);
    expect((await take(new Blob(['no zip']))).status).toBe(400);
  });
});

it('an act goes on after the gateway was killed, and does nothing twice', async () => {
  const ids = await fail(40, 'killed');
  const { id } = await letters().startBulk.mutate({
    request: { verb: 'discard', target: { filter: { search: 'killed-' } }, reason: 'gone' },
    key: key(),
  });
  expect(id).not.toBe('');
  const retried = await fail(40, 'slowly');
  const slow = await letters().startBulk.mutate({
    request: {
      verb: 'edit',
      target: { ids: retried },
      change: { how: 'merge', patch: { options: { good: true } } },
      canary: 0,
      ratePerS: 25,
    },
    key: key(),
  });
  expect(slow.state).toBe('running');
  process.kill(await instance.pidOf('gateway'), 'SIGKILL');
  const done = await until('the act', async () => {
    const found = await letters()
      .bulks.query()
      .catch(() => []);
    return found.find((one) => one.id === slow.id && one.state === 'done');
  });
  expect(done).toMatchObject({ total: 40, done: 40 });
  expect(await letters().count.query({ target: { ids: [...ids, ...retried] } })).toBe(0);
  const told = await instance.api.audit.page.query({ act: 'dead-letters.bulk-ended', search: slow.id });
  expect(told.rows.map(({ subject }) => subject)).toEqual([
    'Change and retry 40 letters (chosen dead letters): 40 done',
  ]);
  await until(
    'all results',
    async () =>
      (
        await instance.api.jobs.page.query({
          filter: { engine: 'picky', states: ['completed'], search: 'slowly-' },
        })
      ).total === 40,
  );
});
