/** What the embedded store does about crashes, power cuts, damage and second comers. */
import fs from 'node:fs';
import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/stack/database/open';
import { getValue, setValue } from '../../src/stack/database/key-value';
import type { Database } from '../../src/stack/database/open';
import { silentLog } from '../../src/stack/log';
import { startEmbedded } from '../../src/workers/store/embedded-store';
import { startEngine, stopEngine } from '../../src/workers/store/postgres-engine';
import { SessionGate } from '../../src/workers/store/session-gate';
import { Snapshots } from '../../src/workers/store/snapshots';
import { startHousekeeping } from '../../src/workers/store/housekeeping';
import { startStore } from '../../src/workers/store/start-store';
import { queryMessage } from '../../src/workers/store/wire/backend-messages';
import type { StoreService } from '../../src/workers/store/start-store';

const link = { log: silentLog, die: (reason: string) => expect.unreachable(reason) };

describe('the embedded store', () => {
  let root: string;
  let running: StoreService[];

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'flightline-recovery-'));
    running = [];
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const store of running) await store.stop();
    await rm(root, { recursive: true });
  });

  const initOf = (dataDir: string, unclean = false) => ({
    dataDir,
    resourcesDir: path.resolve('resources'),
    database: { socketDir: dataDir, port: 5432, url: null },
    unclean,
  });
  const start = async (dataDir: string, unclean = false) => {
    const store = await startStore(initOf(dataDir, unclean), link);
    running.push(store);
    return store;
  };
  const withDatabase = async <T>(dataDir: string, work: (database: Database) => Promise<T>) => {
    const database = await openDatabase(initOf(dataDir).database, { poolSize: 2 });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };

  it('keeps what it has when it stops and starts', async () => {
    const dir = path.join(root, 'a');
    const first = await start(dir);
    expect(first.facts).toMatchObject({ firstStart: true, repair: [], kind: 'embedded' });
    await withDatabase(dir, (database) => setValue(database, 'x', 1));
    await first.stop();
    const second = await start(dir);
    expect(second.facts).toMatchObject({ firstStart: false, repair: [], migrations: [] });
    expect(await withDatabase(dir, (database) => getValue(database, 'x'))).toBe(1);
    await second.stop();
    running = [];
  });

  it('has what was committed after a crash, and says that it looked', async () => {
    const dir = path.join(root, 'a');
    const crashed = path.join(root, 'b');
    await start(dir);
    await withDatabase(dir, async (database) => {
      await setValue(database, 'committed', 1);
      const client = await database.pool.connect();
      await client.query('begin');
      await client.query(`insert into flightline.kv (key, value, updated_at) values ('open', '1', 0)`);
      // What a kill -9 at this moment leaves: the files as the system has them.
      await cp(path.join(dir, 'postgres'), path.join(crashed, 'postgres'), { recursive: true });
      client.release(true);
    });
    const after = await start(crashed, true);
    expect(after.facts.repair).toEqual([expect.stringContaining('it is whole')]);
    expect(await withDatabase(crashed, (database) => getValue(database, 'committed'))).toBe(1);
    expect(await withDatabase(crashed, (database) => getValue(database, 'open'))).toBeUndefined();
  });

  it('waits for the disk at each commit', async () => {
    const dir = path.join(root, 'a');
    await start(dir);
    const flush = vi.spyOn(fs, 'fdatasyncSync');
    await withDatabase(dir, async (database) => {
      const before = flush.mock.calls.length;
      await setValue(database, 'x', 1);
      expect(flush.mock.calls.length).toBeGreaterThan(before);
    });
  });

  it('stops dead when the disk refuses a flush, and has what was acknowledged afterwards', async () => {
    const dir = path.join(root, 'a');
    const crashed = path.join(root, 'b');
    let onDeath = (_reason: string) => {};
    const death = new Promise<string>((resolve) => (onDeath = resolve));
    await startStore(initOf(dir), { log: silentLog, die: (reason) => onDeath(reason) });
    await withDatabase(dir, async (database) => {
      await setValue(database, 'acknowledged', 1);
      vi.spyOn(fs, 'fdatasyncSync').mockImplementation(() => {
        throw new Error('EIO');
      });
      const refused = setValue(database, 'lost', 1);
      await expect(refused).rejects.toThrow('could not fsync');
      expect(await death).toContain('PANIC');
    });
    vi.restoreAllMocks();
    await cp(path.join(dir, 'postgres'), path.join(crashed, 'postgres'), { recursive: true });
    await start(crashed, true);
    expect(await withDatabase(crashed, (database) => getValue(database, 'acknowledged'))).toBe(1);
  });

  it('goes back to the last snapshot when the data does not open, and keeps the broken one', async () => {
    const dir = path.join(root, 'a');
    await mkdirEmpty(dir);
    const source = path.join(dir, 'postgres');
    const store = await start(dir);
    await withDatabase(dir, (database) => setValue(database, 'in', 'the snapshot'));
    await store.stop();
    running = [];
    const snapshots = new Snapshots({ dir: path.join(dir, 'snapshots'), source });
    await snapshots.accept(await snapshots.copy(Date.UTC(2026, 4, 1)));
    await writeFile(path.join(source, 'global', 'pg_control'), Buffer.alloc(8192, 7));

    const mended = await start(dir);
    expect(mended.facts.repair).toEqual([expect.stringContaining('2026-05-01T00:00:00.000Z')]);
    expect(await withDatabase(dir, (database) => getValue(database, 'in'))).toBe('the snapshot');
    expect((await stat(`${source}.broken`)).isDirectory()).toBe(true);
  });

  it('finds a damaged page after an unclean end', async () => {
    const dir = path.join(root, 'a');
    const store = await start(dir);
    const file = await withDatabase(dir, async (database) => {
      await setValue(database, 'x', 'y'.repeat(2000));
      const found = await database.pool.query<{ path: string }>(
        `select pg_relation_filepath('flightline.kv') as path`,
      );
      return found.rows[0]?.path ?? '';
    });
    await store.stop();
    running = [];
    const page = fs.readFileSync(path.join(dir, 'postgres', file));
    page.fill(0x5a, 8000, 8100);
    fs.writeFileSync(path.join(dir, 'postgres', file), page);
    await expect(startStore(initOf(dir, true), link)).rejects.toMatchObject({
      code: 'DATABASE_UNSUITABLE',
      message: expect.stringContaining('no snapshot') as string,
    });
  });

  it('is one for a data directory', async () => {
    const dir = path.join(root, 'a');
    await start(dir);
    await expect(startStore(initOf(dir), link)).rejects.toMatchObject({ code: 'INSTANCE_LOCKED' });
  });

  it('refuses the directory of another PostgreSQL', async () => {
    const dir = path.join(root, 'a');
    await mkdirEmpty(path.join(dir, 'postgres'));
    await writeFile(path.join(dir, 'postgres', 'PG_VERSION'), '17\n');
    const refused = startStore(initOf(dir), link);
    await expect(refused).rejects.toMatchObject({
      code: 'DATABASE_UNSUITABLE',
      message: expect.stringContaining('17') as string,
    });
  });

  it('makes the directory by itself where no template is shipped, and not twice after a crash in between', async () => {
    const dir = path.join(root, 'a');
    await mkdirEmpty(path.join(dir, 'postgres.new', 'half-made'));
    const store = await startEmbedded({ ...initOf(dir), resourcesDir: root }, link);
    await store.stop();
    expect(store.facts.firstStart).toBe(true);
    expect(await readdir(dir)).not.toContain('postgres.new');
  });

  it('is reached by its owner only', async () => {
    const dir = path.join(root, 'a');
    await start(dir);
    expect((await stat(path.join(dir, '.s.PGSQL.5432'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(dir, 'postgres'))).mode & 0o077).toBe(0);
  });

  it('takes a checked snapshot in the first quiet minute after a change, and keeps two', async () => {
    const dir = path.join(root, 'a', 'postgres');
    await mkdirEmpty(dir);
    const engine = await startEngine({ dir });
    const gate = new SessionGate({
      run: (messages, onRawData) => engine.pglite.execProtocolRawStream(messages, { onRawData }),
      idleInTransactionMs: 1000,
      onDeath: (error) => expect.unreachable(String(error)),
    });
    for (const old of ['1000000000001', '1000000000002'])
      await mkdirEmpty(path.join(root, 'a', 'snapshots', old));
    const snapshots = new Snapshots({ dir: path.join(root, 'a', 'snapshots'), source: dir });
    const housekeeping = startHousekeeping({ gate, engine, snapshots, log: silentLog });
    const client = { send: () => undefined, evict: () => undefined };
    await gate.exchange(client, queryMessage('create table t (a integer)'));
    await housekeeping.tick();
    expect((await snapshots.newest())?.takenAt).toBe(1000000000002);
    await housekeeping.tick();
    expect((await snapshots.newest())?.takenAt).toBeGreaterThan(1000000000002);
    expect(await readdir(path.join(root, 'a', 'snapshots'))).toEqual(['1000000000002', expect.any(String)]);
    await housekeeping.stop();
    await stopEngine(engine);
  });
});

async function mkdirEmpty(dir: string): Promise<void> {
  await fs.promises.mkdir(dir, { recursive: true });
}
