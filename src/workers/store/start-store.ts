/** The store process: the embedded database behind its socket, or a look at the server of DATABASE_URL. */
import type { ChildInit } from '#contract/process';
import { migrate } from '../../stack/database/migrate';
import { openDatabase } from '../../stack/database/open';
import path from 'node:path';
import { startEmbedded } from './embedded-store';
import type { EmbeddedStore } from './embedded-store';
import type { StoreLink } from './store-link';

export interface StoreService {
  facts: Record<string, unknown>;
  /** A copy of the embedded database as of one moment, which PostgreSQL opens. @throws Error for an external one */
  copyTo(dir: string): Promise<void>;
  stop(): Promise<void>;
}

/** What the store needs to know of `ChildInit`. */
export type StoreInit = Pick<ChildInit, 'dataDir' | 'resourcesDir' | 'database' | 'unclean'>;

/**
 * Ready when the tables are up to date.
 * @throws FlightlineError `DATABASE_UNSUITABLE`, `INSTANCE_LOCKED`
 */
export async function startStore(init: StoreInit, link: StoreLink): Promise<StoreService> {
  if (init.database.url !== null)
    return {
      facts: await prepare(init),
      copyTo: () => Promise.reject(new Error('the database is a server of its own')),
      stop: () => Promise.resolve(),
    };
  const store = await startEmbedded(init, link);
  try {
    return {
      facts: { ...store.facts, ...(await prepare(init)) },
      copyTo: (dir) => store.copyTo(dir),
      stop: () => store.stop(),
    };
  } catch (error) {
    await stopQuietly(store, link);
    throw error;
  }
}

async function prepare(init: StoreInit): Promise<Record<string, unknown>> {
  const database = await openDatabase(init.database, { poolSize: 1 });
  try {
    const migrations = await migrate(database, path.join(init.resourcesDir, 'migrations'));
    return { kind: database.kind, version: database.version, migrations };
  } finally {
    await database.close();
  }
}

/** The error that brought us here is the one to report. */
async function stopQuietly(store: EmbeddedStore, link: StoreLink): Promise<void> {
  await store.stop().catch((error: unknown) => link.log.warn('stop-after-failed-start', { error }));
}
