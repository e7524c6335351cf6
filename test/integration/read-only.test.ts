/** Read-only mode: every change is refused, everywhere, and every question is answered. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../helpers/command';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';

const env = { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '1' };
let instance: TestInstance;
let watched: string;
/** One pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const key = () => randomUUID();
const refused = { data: { flightline: { code: 'READ_ONLY' }, httpStatus: 423 } };

beforeAll(async () => {
  instance = await startInstance({ env });
  const work = { kind: 'engine-act', engine: 'dem', act: 'rescan', input: {} } as const;
  await instance.api.schedules.save.mutate({
    ...{ name: 'Terrain', cron: '0 0 1 1 *', timeZone: 'UTC', catchUp: 'once', work },
    key: key(),
  });
  watched = path.join(instance.dataDir, '..', `${path.basename(instance.dataDir)}-watched`);
  mkdirSync(watched);
  await instance.api.media.watchFolder.mutate({ path: watched, recursive: true, key: key() });
  await instance.api.access.setReadOnly.mutate({ on: true, reason: 'an audit is going on', key: key() });
});
afterAll(async () => {
  await instance.stop();
  removeDataDir(instance.dataDir);
  rmSync(watched, { recursive: true });
});

const post = (path: string, init: RequestInit = {}) =>
  fetch(`${instance.url}${path}`, {
    method: 'POST',
    ...init,
    headers: { authorization: `Bearer ${instance.key}`, ...init.headers },
  });

describe('a read-only instance', () => {
  it('refuses changes of the API with the reason', async () => {
    const act = instance.api.batches.create.mutate({ name: 'x', key: key() });
    await expect(act).rejects.toMatchObject(refused);
    await expect(act).rejects.toThrow(/an audit is going on/);
    await expect(
      instance.api.workers.act.mutate({ name: 'store', act: 'kill', key: key() }),
    ).rejects.toMatchObject(refused);
  });

  it('refuses uploads and acts over HTTP, and answers questions', async () => {
    const body = new FormData();
    body.set('file', new Blob(['AXXX']), 'a.igc');
    const upload = await post('/api/v1/ingest', { body });
    expect(upload.status).toBe(423);
    expect(await upload.json()).toMatchObject({ code: 'READ_ONLY' });
    expect((await post('/api/v1/engines/dem/acts/rescan')).status).toBe(423);
    const question = await post('/api/v1/engines/dem/queries/coverage', {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(question.status).not.toBe(423);
    expect(await instance.api.schedules.list.query()).toHaveLength(1);
  });

  it('refuses uploads on the port of an older service in its own form', async () => {
    const engines = await instance.api.system.engines.query();
    const port = engines.find(({ name }) => name === 'xcmetrics')?.http?.port;
    const body = new FormData();
    body.set('file', new Blob(['AXXX']), 'a.igc');
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
    expect(answer.status).toBe(423);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('read-only') as string });
  });

  it('takes nothing in on the port of the media library, nor from watched folders, and searches', async () => {
    const engines = await instance.api.system.engines.query();
    const media = `http://127.0.0.1:${engines.find(({ name }) => name === 'allocator')?.http?.port}`;
    const body = new FormData();
    body.set('files', new Blob([picture]), 'a.png');
    const upload = await fetch(`${media}/api/v1/ingest`, { method: 'POST', body });
    expect(upload.status).toBe(423);
    expect(await upload.json()).toMatchObject({ code: 'READ_ONLY' });
    const search = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await fetch(`${media}/api/v1/search`, search)).status).not.toBe(423);
    writeFileSync(path.join(watched, 'b.png'), picture);
  });

  it('is so on the command line, after a restart, and until it is switched off there', async () => {
    await instance.stop();
    instance = await startInstance({ env, dataDir: instance.dataDir });
    const [schedule] = await instance.api.schedules.list.query();
    const data = ['--data', instance.dataDir];
    const denied = await runCommand('schedules', 'run', schedule?.id ?? '', ...data);
    expect(denied).toMatchObject({ code: 1 });
    expect(denied.err).toContain('read-only');
    expect((await instance.api.jobs.page.query({ filter: { engine: 'allocator' } })).total).toBe(0);
    expect((await runCommand('read-only', 'off', ...data)).out).toBe('Changes are allowed.\n');
    await until('what came meanwhile', async () => {
      const { total } = await instance.api.jobs.page.query({ filter: { engine: 'allocator' } });
      return total === 1;
    });
    expect(await runCommand('schedules', 'run', schedule?.id ?? '', '--wait', ...data)).toMatchObject({
      code: 0,
    });
  });

  it('starts so when the settings say so, and leaves the times of schedules out', async () => {
    await instance.stop();
    instance = await startInstance({
      env: { ...env, FLIGHTLINE_READ_ONLY: 'true' },
      dataDir: instance.dataDir,
    });
    expect(await instance.api.access.readOnly.query()).toMatchObject({ on: true, fromSettings: true });
    await instance.api.access.setReadOnly.mutate({ on: false, key: key() });
    const view = { page: '/runs', name: 'Failed flights', search: { states: ['failed'] }, starred: true };
    const { id } = await instance.api.access.saveView.mutate({ ...view, key: key() });
    expect(await instance.api.access.views.query()).toMatchObject([{ ...view, id }]);
    await instance.api.access.removeViews.mutate({ ids: [id], key: key() });
    await instance.api.access.saveView.mutate({ ...view, id, key: key() });
    expect(await instance.api.access.views.query()).toMatchObject([{ id, name: 'Failed flights' }]);
  });
});
