/** A backup of a running instance, restored elsewhere: nothing is missing, nothing has changed, and what waited goes on. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupManifest } from '#contract/backups';
import { makeFlight } from '../fixtures/make-flight';
import { runCommand } from '../helpers/command';
import {
  type TestInstance,
  removeDataDir,
  startInstance,
  temporaryDataDir,
  until,
} from '../helpers/instance';
import { ended, upload } from '../helpers/uploads';

const env = { FLIGHTLINE_PROCESSES_PER_POOL: '1', FLIGHTLINE_THREADS_PER_PROCESS: '1' };
const folder = `${temporaryDataDir()}-backups`;
const elsewhere = temporaryDataDir();
let instance: TestInstance;
let name = '';
const key = () => randomUUID();
const flight = (seed: number) => ({
  fileName: `flight-${seed}.igc`,
  content: makeFlight({ fixes: 300, seed }).bytes as Uint8Array<ArrayBuffer>,
});
const broken = { fileName: 'broken.igc', content: 'AXXX\r\nHFDTE010124\r\n' };

/** Everything a user would compare. */
async function contents({ api }: TestInstance) {
  const { rows } = await api.jobs.page.query({ limit: 200 });
  const jobs = rows.map(({ id, state, fileName, errorCode, summary }) => ({
    id,
    state,
    fileName,
    errorCode,
    summary,
  }));
  return {
    jobs: jobs.sort((a, b) => (a.id < b.id ? -1 : 1)),
    batches: (await api.batches.list.query()).map(({ id, state, counts }) => ({ id, state, counts })),
    letters: (await api.deadLetters.page.query({})).rows.map(({ jobId, errorCode }) => ({
      jobId,
      errorCode,
    })),
    schedules: (await api.schedules.list.query()).map(({ id, work }) => ({ id, work })),
  };
}

beforeAll(async () => {
  instance = await startInstance({ env });
  const done = await upload(instance, [flight(1), flight(2), broken]);
  for (const { jobs } of done) for (const { id } of jobs) await ended(instance, id).catch(() => undefined);
  // A paused batch: its jobs wait as long as nobody lets them go.
  const batch = await instance.api.batches.create.mutate({ name: 'waits', key: key() });
  await instance.api.batches.pause.mutate({ id: batch.id, key: key() });
  await upload(instance, [flight(3), flight(4)], `?batch=${batch.id}&engine=xcmetrics`);
  await instance.api.schedules.save.mutate({
    ...{ name: 'Nightly', cron: '0 2 * * *', timeZone: 'UTC', catchUp: 'once' },
    work: { kind: 'backup', folder, keep: 2 },
    key: key(),
  });
});
afterAll(async () => {
  await instance.stop();
  for (const dir of [instance.dataDir, elsewhere, folder]) removeDataDir(dir);
});

describe('a backup', () => {
  it('is restored elsewhere with everything that was there', async () => {
    const made = await runCommand('backup', '--folder', folder, '--json', '--data', instance.dataDir);
    expect(made).toMatchObject({ code: 0 });
    ({ name } = JSON.parse(made.out) as { name: string });
    const before = await contents(instance);
    expect(before.jobs.filter(({ state }) => state === 'paused')).toHaveLength(2);
    expect(before.letters.length).toBeGreaterThan(0);
    const restored = await runCommand('restore', name, '--folder', folder, '--data', elsewhere);
    expect(restored).toMatchObject({ code: 0 });
    const second = await startInstance({ env, dataDir: elsewhere });
    try {
      expect(await contents(second)).toEqual(before);
      expect((await second.api.audit.verify.query({})).broken).toBeNull();
      const [batch] = before.batches;
      await second.api.batches.resume.mutate({ id: batch?.id ?? '', key: key() });
      for (const { id } of before.jobs.filter(({ state }) => state === 'paused'))
        expect((await ended(second, id)).job.state).toBe('completed');
    } finally {
      await second.stop();
    }
  });

  it('costs only what is new the next time, and old ones are removed', async () => {
    const [schedule] = await instance.api.schedules.list.query();
    for (let n = 0; n < 2; n++) {
      // Names are of a second.
      await until('the second is over', () =>
        Promise.resolve(new Date().toISOString().slice(0, 19).replaceAll(':', '') + 'Z' !== name),
      );
      const run = await runCommand(
        'schedules',
        'run',
        schedule?.id ?? '',
        '--wait',
        '--data',
        instance.dataDir,
      );
      expect(run).toMatchObject({ code: 0 });
      const [newest] = await instance.api.backups.list.query({ folder });
      name = newest?.name ?? '';
      expect(newest?.newBytes).toBeLessThan((newest?.bytes ?? 0) / 2);
    }
    expect(readdirSync(path.join(folder, 'backups'))).toHaveLength(2);
    expect((await instance.api.backups.verify.query({ name, folder })).damage).toEqual([]);
  });

  it('shows one of another kind with its reason, and removes it', async () => {
    const other = '2020-01-01T000000Z';
    const foreign = path.join(folder, 'backups', other);
    mkdirSync(foreign);
    writeFileSync(path.join(foreign, 'manifest.json'), '{"format":2,"version":"9.0.0"}');
    const unreadable = () => instance.api.backups.unreadable.query({ folder });
    expect(await unreadable()).toEqual([
      { name: other, reason: `The manifest of ${other} is of another kind (format 2, by 9.0.0).` },
    ]);
    await instance.api.backups.remove.mutate({ names: [other], folder, key: randomUUID() });
    expect(await unreadable()).toEqual([]);
    expect((await instance.api.backups.verify.query({ name, folder })).damage).toEqual([]);
  });

  it('refuses what it should not touch, and says why', async () => {
    const refused = (dir: string, ...more: string[]) =>
      runCommand('restore', name, '--folder', folder, '--data', dir, ...more);
    const occupied = await refused(elsewhere);
    expect(occupied).toMatchObject({ code: 1 });
    expect(occupied.err).toContain('--replace moves them aside');
    expect((await refused(instance.dataDir)).err).toContain('in use by process');

    const file = path.join(folder, 'backups', name, 'manifest.json');
    const text = readFileSync(file, 'utf8');
    const manifest = JSON.parse(text) as BackupManifest;
    const tampered = async (change: object) => {
      writeFileSync(file, JSON.stringify({ ...manifest, ...change }));
      const { err } = await refused(elsewhere, '--replace');
      writeFileSync(file, text);
      return err;
    };
    expect(await tampered({ format: 9 })).toContain('another kind (format 9');
    expect(await tampered({ postgresMajor: '17' })).toContain('a database of PostgreSQL 17');
    expect(await tampered({ migrations: [{ name: '9999-later.sql', checksum: 'x' }] })).toContain(
      'newer Flightline',
    );
    const [first] = manifest.files;
    expect(await tampered({ files: [{ ...first, path: '../outside' }] })).toContain('belongs to no backup');
  });

  it('replaces the data of the instance that runs, which starts again where it was', async () => {
    const before = await contents(instance);
    const [later] = await upload(instance, [flight(9)]);
    for (const { id } of later?.jobs ?? []) await ended(instance, id);
    expect((await contents(instance)).jobs).toHaveLength(before.jobs.length + 4);
    const restored = await runCommand(
      'restore',
      name,
      '--folder',
      folder,
      '--data',
      instance.dataDir,
      '--replace',
    );
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.out).toContain(`${name} was restored`);
    // The same connection, key and address as before.
    expect(await until('it answers again', () => contents(instance))).toEqual(before);
    const { rows: entries } = await instance.api.audit.page.query({ act: 'backups.restored' });
    expect(entries).toMatchObject([{ actor: 'supervisor', outcome: 'done' }]);
    const asides = () => instance.api.backups.asides.query();
    const [aside] = await asides();
    expect(aside).toMatchObject({ why: `What was there before ${name} was restored.`, held: null });
    expect(aside?.bytes).toBeGreaterThan(1_000_000);
    const names = [aside?.name ?? '', 'before-restore-2020-01-01T000000Z'];
    const removed = await instance.api.backups.removeAsides.mutate({ names, key: key() });
    expect(removed).toMatchObject({ done: 1, skipped: [{ id: names[1] }] });
    expect(await asides()).toEqual([]);
    expect(readdirSync(instance.dataDir).filter((file) => file.startsWith('before-restore-'))).toEqual([]);
    const [again] = await upload(instance, [flight(9)]);
    for (const { id } of again?.jobs ?? [])
      expect((await ended(instance, id)).job.state).toMatch(/completed|failed/);
  });

  it('gives way to what was there when the instance cannot start with it', async () => {
    const file = path.join(folder, 'backups', name, 'manifest.json');
    const text = readFileSync(file, 'utf8');
    const manifest = JSON.parse(text) as BackupManifest;
    const isVersion = ({ path: of }: { path: string }) => of === 'postgres/PG_VERSION';
    const other = manifest.files.find(({ path: of }) => of === 'postgres/postgresql.conf');
    const files = manifest.files.map((one) => (isVersion(one) && other ? { ...other, path: one.path } : one));
    writeFileSync(file, JSON.stringify({ ...manifest, files }));
    const before = await contents(instance);
    const failed = await runCommand(
      'restore',
      name,
      '--folder',
      folder,
      '--data',
      instance.dataDir,
      '--replace',
    );
    writeFileSync(file, text);
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.err).toContain('It was not restored');
    expect(await until('it answers again', () => contents(instance))).toEqual(before);
  });

  it('finds a damaged content, and leaves the directory as it was', async () => {
    const manifest = JSON.parse(
      readFileSync(path.join(folder, 'backups', name, 'manifest.json'), 'utf8'),
    ) as BackupManifest;
    const victim = manifest.files.find(({ path: file }) => file.startsWith('blobs/'));
    const object = path.join(folder, 'objects', victim?.sha256.slice(0, 2) ?? '', victim?.sha256 ?? '');
    const whole = readFileSync(object);
    writeFileSync(object, Buffer.concat([whole.subarray(0, -1), Buffer.from('?')]));
    const { damage } = await instance.api.backups.verify.query({ name, folder });
    expect(damage).toEqual([`The content of ${victim?.path ?? ''} is damaged.`]);
    const before = readdirSync(elsewhere).sort();
    const { code, err } = await runCommand(
      'restore',
      name,
      '--folder',
      folder,
      '--data',
      elsewhere,
      '--replace',
    );
    expect(code).toBe(1);
    expect(err).toContain('is damaged');
    expect(readdirSync(elsewhere).sort()).toEqual(before);
    writeFileSync(object, whole);
    rmSync(path.join(folder, 'backups', name), { recursive: true });
  });
});
