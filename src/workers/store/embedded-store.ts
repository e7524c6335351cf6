/** PGlite from lock to socket: opened, mended if need be, kept in order while it runs, ended in order. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '#contract/errors';
import { acquirePidLock } from '../../stack/pid-lock';
import { copyTree } from './data-directory';
import { openChecked } from './open-checked';
import { openPostgresDoor } from './postgres-door';
import { stopEngine } from './postgres-engine';
import { SessionGate } from './session-gate';
import { startHousekeeping } from './housekeeping';
import type { StoreInit } from './start-store';
import type { StoreLink } from './store-link';

const mostClients = 100;
const idleInTransactionMs = 30_000;

export interface EmbeddedStore {
  /** `repair`: sentences about what was mended; empty when nothing was. */
  facts: { firstStart: boolean; repair: string[] };
  /** Others wait while it is copied. */
  copyTo(dir: string): Promise<void>;
  stop(): Promise<void>;
}

/** @throws FlightlineError `INSTANCE_LOCKED`, `DATABASE_UNSUITABLE` */
export async function startEmbedded(init: StoreInit, link: StoreLink): Promise<EmbeddedStore> {
  await mkdir(init.dataDir, { recursive: true, mode: 0o700 });
  const lock = acquirePidLock(path.join(init.dataDir, 'postgres.lock'), {
    note: 'store',
    held: ({ pid }) => `The database is in use by process ${pid}.`,
  });
  const unclean = lock.unclean || init.unclean;
  try {
    const opened = await openChecked({
      dir: path.join(init.dataDir, 'postgres'),
      snapshotsDir: path.join(init.dataDir, 'snapshots'),
      resourcesDir: init.resourcesDir,
      unclean,
      log: link.log,
    });
    const { pglite } = opened.engine;
    const gate = new SessionGate({
      run: (messages, onRawData) => pglite.execProtocolRawStream(messages, { onRawData }),
      idleInTransactionMs,
      onDeath: (error) => link.die(`PostgreSQL ended: ${messageOf(error)}`),
    });
    const address = init.database;
    const door = await openPostgresDoor({ gate, address, serverVersion: opened.engine.version, mostClients });
    const housekeeping = startHousekeeping({
      gate,
      engine: opened.engine,
      snapshots: opened.snapshots,
      log: link.log,
    });
    return {
      facts: { firstStart: opened.firstStart, repair: opened.repair },
      copyTo: (dir) =>
        gate.exclusive(async () => {
          await pglite.exec('checkpoint');
          await copyTree(path.join(init.dataDir, 'postgres'), dir);
        }),
      async stop() {
        await housekeeping.stop();
        await door.close();
        await stopEngine(opened.engine);
        lock.release();
      },
    };
  } catch (error) {
    // Left lying after an unclean end, so that the next start looks as closely as this one.
    if (!unclean) lock.release();
    throw error;
  }
}
