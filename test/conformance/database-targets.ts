/** The servers the database layer must behave alike on: the embedded store and a real PostgreSQL. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { DatabaseAddress } from '#contract/process';
import { readEnvironmentUrl } from './environment-url';
import { silentLog } from '../../src/stack/log';
import { startStore } from '../../src/workers/store/start-store';

export const migrationsDir = path.resolve('resources/migrations');

export interface RunningTarget {
  address: DatabaseAddress;
  stop(): Promise<void>;
}

export interface DatabaseTarget {
  name: string;
  hasVectors: boolean;
  /** Why it cannot run here; null when it can. */
  missing: string | null;
  start(): Promise<RunningTarget>;
}

const serverFolder = '/usr/lib/postgresql/15/bin';

export const targets: DatabaseTarget[] = [
  { name: 'embedded PGlite', hasVectors: true, missing: null, start: startEmbedded },
  { name: 'PostgreSQL server', hasVectors: false, missing: serverMissing(), start: startServer },
];

export async function startEmbedded(): Promise<RunningTarget> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'flightline-store-'));
  const address = { socketDir: dataDir, port: 5432, url: null };
  const init = { dataDir, resourcesDir: path.resolve('resources'), database: address, unclean: false };
  const store = await startStore(init, {
    log: silentLog,
    die: (reason) => {
      throw new Error(reason);
    },
  });
  return {
    address,
    async stop() {
      await store.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

function serverMissing(): string | null {
  if (readEnvironmentUrl() !== undefined || existsSync(path.join(serverFolder, 'postgres'))) return null;
  return `neither DATABASE_URL nor ${serverFolder} (apt-get install postgresql-15)`;
}

async function startServer(): Promise<RunningTarget> {
  const url = readEnvironmentUrl();
  if (url !== undefined) return { address: { socketDir: null, port: 0, url }, stop: () => Promise.resolve() };
  const dir = await mkdtemp(path.join(tmpdir(), 'flightline-pg-'));
  const data = path.join(dir, 'data');
  await giveToServer(dir);
  await ended(
    run('initdb', [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--no-sync',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
    ]),
  );
  const settings = ['listen_addresses=', `unix_socket_directories=${dir}`, 'fsync=off'].flatMap((one) => [
    '-c',
    one,
  ]);
  const server = run('postgres', ['-D', data, ...settings]);
  await saidReady(server);
  const address = {
    socketDir: null,
    port: 0,
    url: `postgres://postgres@/postgres?host=${encodeURIComponent(dir)}`,
  };
  return {
    address,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      await rm(dir, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const serverUser = userInfo().uid === 0 ? { uid: 65534, gid: 65534 } : {};

function run(program: string, args: string[]): ChildProcess {
  return spawn(path.join(serverFolder, program), args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    ...serverUser,
  });
}

async function giveToServer(dir: string): Promise<void> {
  if (serverUser.uid !== undefined) await chown(dir, serverUser.uid, serverUser.gid);
  await chmod(dir, 0o700);
}

function ended(child: ChildProcess): Promise<void> {
  child.stderr?.resume();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`))));
  });
}

function saidReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('the server ended')));
    if (server.stderr === null) return;
    createInterface(server.stderr).on('line', (line) => {
      if (line.includes('ready to accept connections')) resolve();
    });
  });
}
