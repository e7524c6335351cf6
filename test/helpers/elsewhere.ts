/** The Redis and PostgreSQL of an instance elsewhere, with its tables and nothing in them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../src/stack/database/migrate';
import { openDatabase } from '../../src/stack/database/open';
import { findRedisBinary } from '../../src/supervisor/redis-binary';
import { migrationsDir, targets } from '../conformance/database-targets';

const server = targets.find(({ name }) => name === 'PostgreSQL server');
/** Why there can be none on this machine; null when there can. */
export const elsewhereMissing = server === undefined ? 'no target' : server.missing;

export interface Elsewhere {
  redisUrl: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

export async function startElsewhere(password: string): Promise<Elsewhere> {
  if (!server) throw new Error('There is no target for a PostgreSQL server.');
  const dir = mkdtempSync(path.join(tmpdir(), 'flightline-elsewhere-'));
  const port = await freePort();
  const given = {
    port: String(port),
    bind: '127.0.0.1',
    requirepass: password,
    dir,
    appendonly: 'yes',
    save: '',
  };
  const redis = spawn(
    findRedisBinary(path.resolve('resources')),
    Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: 'ignore' },
  );
  const postgres = await server.start();
  const database = await openDatabase(postgres.address, { poolSize: 1 });
  await migrate(database, migrationsDir);
  await database.close();
  return {
    redisUrl: `redis://:${password}@127.0.0.1:${port}/0`,
    databaseUrl: postgres.address.url ?? '',
    async stop() {
      redis.kill('SIGKILL');
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
