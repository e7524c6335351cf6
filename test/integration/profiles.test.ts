/** A console turns to an instance elsewhere, over its Redis and its PostgreSQL: it looks, changes nothing unasked, and comes back. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRedisBinary } from '../../src/supervisor/redis-binary';
import { type RunningTarget, targets } from '../conformance/database-targets';
import { runCommand } from '../helpers/command';
import { type TestInstance, removeDataDir, startInstance, until } from '../helpers/instance';
import { upload } from '../helpers/uploads';

const server = targets.find(({ name }) => name === 'PostgreSQL server');
const env = { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '1' };
const secret = 'never-shown-3141';
const key = () => randomUUID();

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

describe.skipIf(server === undefined || server.missing !== null)('a connection profile', () => {
  const redisDir = mkdtempSync(path.join(tmpdir(), 'flightline-redis-'));
  let redis: ChildProcess;
  let postgres: RunningTarget;
  let elsewhere: TestInstance;
  let here: TestInstance;
  let urls = { redisUrl: '', databaseUrl: '' };

  beforeAll(async () => {
    if (!server) return;
    const port = await freePort();
    const options = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--requirepass',
      secret,
      '--dir',
      redisDir,
    ];
    redis = spawn(
      findRedisBinary(path.resolve('resources')),
      [...options, '--appendonly', 'yes', '--save', ''],
      {
        stdio: 'ignore',
      },
    );
    postgres = await server.start();
    urls = { redisUrl: `redis://:${secret}@127.0.0.1:${port}/0`, databaseUrl: postgres.address.url ?? '' };
    [elsewhere, here] = await Promise.all([
      startInstance({ env: { ...env, REDIS_URL: urls.redisUrl, DATABASE_URL: urls.databaseUrl } }),
      startInstance({ env }),
    ]);
    await upload(
      elsewhere,
      [{ fileName: 'broken.igc', content: 'AXXX\r\nHFDTE010124\r\n' }],
      '?engine=xcmetrics',
    );
    await until(
      'a letter elsewhere',
      async () => (await elsewhere.api.deadLetters.page.query({})).total === 1,
    );
  });
  afterAll(async () => {
    await Promise.all([here.stop(), elsewhere.stop()]);
    await postgres.stop();
    redis.kill('SIGKILL');
    for (const dir of [here.dataDir, elsewhere.dataDir, redisDir]) removeDataDir(dir);
  });

  const inUse = async () => (await here.api.profiles.list.query()).current.name;
  const failedAt = async (api: TestInstance['api']) =>
    (await api.deadLetters.page.query({})).rows[0]?.failedAt ?? null;

  it('is tested before it is kept, and says what does not fit', async () => {
    const profile = { name: 'prod', label: 'Club', production: true, ...urls };
    const wrong = { ...profile, redisUrl: urls.redisUrl.replace(secret, 'guessed') };
    const { steps } = await here.api.profiles.test.query({ profile: wrong });
    expect(steps.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(steps[0]?.detail).toContain('WRONGPASS');
    await here.api.profiles.save.mutate({ profile, key: key() });
    expect((await here.api.profiles.test.query({ profile: 'prod' })).steps.every(({ ok }) => ok)).toBe(true);
    const listed = await runCommand('profiles', 'list', '--json', '--data', here.dataDir);
    expect(listed.out).toContain('"production": true');
    expect(listed.out).not.toContain(secret);
  });

  it('is changed to at the same address, starts read-only, works nothing, and leads back', async () => {
    await here.api.profiles.use.mutate({ name: 'prod', key: key() });
    await until('the profile is in use', async () => (await inUse()) === 'prod');
    expect((await here.api.deadLetters.page.query({})).rows).toHaveLength(1);
    const ids = (await here.api.deadLetters.page.query({})).rows.map(({ jobId }) => jobId);
    await expect(here.api.deadLetters.retry.mutate({ ids, key: key() })).rejects.toThrow('read-only');
    const kinds = (await here.api.system.processes.query()).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['gateway', 'supervisor']);

    await here.api.access.setReadOnly.mutate({ on: false, reason: '', key: key() });
    const before = await failedAt(elsewhere.api);
    await here.api.deadLetters.retry.mutate({ ids, key: key() });
    await until('it failed again, elsewhere', async () => {
      const now = await failedAt(elsewhere.api);
      return now !== null && now !== before;
    });
    await expect(
      here.api.workers.change.mutate({ pool: 'igc', change: { processes: 2 }, key: key() }),
    ).rejects.toThrow('on the machine of that instance');

    await here.api.profiles.use.mutate({ name: 'local', key: key() });
    await until('this machine is in use', async () => (await inUse()) === 'local');
    expect((await here.api.deadLetters.page.query({})).total).toBe(0);
    expect((await here.api.access.readOnly.query()).on).toBe(false);
  });

  it('gives way to the one before when it cannot be started', async () => {
    const profile = { name: 'away', redisUrl: 'redis://127.0.0.1:1', databaseUrl: urls.databaseUrl };
    await here.api.profiles.save.mutate({ profile, key: key() });
    const used = await runCommand('profiles', 'use', 'away', '--data', here.dataDir);
    expect(used).toMatchObject({ code: 1 });
    expect(used.err).toContain('ECONNREFUSED');
    expect(await until('this machine is in use again', inUse)).toBe('local');
  });

  it('leaves its secrets in its file alone', async () => {
    const { rows } = await here.api.audit.page.query({ search: secret });
    expect(rows).toEqual([]);
    for (const name of readdirSync(path.join(here.dataDir, 'logs')))
      expect(readFileSync(path.join(here.dataDir, 'logs', name), 'utf8')).not.toContain(secret);
    expect(readFileSync(path.join(here.dataDir, 'profiles.json'), 'utf8')).toContain(secret);
  });
});
