/** Figures that cost a question to Redis, the database or the disk: asked once for everybody who wants them. */
import type { Engine } from '#contract/engine';
import type { BlobStore } from '../../../stack/blobs/blob-store';
import * as deadLetters from '../../../stack/database/dead-letters';
import type { Database } from '../../../stack/database/open';
import type { JobQueues } from '../../../stack/queue/job-queues';
import { Remembered } from '../../../stack/telemetry/remembered';

/** No part that hangs may keep the others from being told. */
const limitMs = 800;
const freshMs = 500;
/** Its size is the sum over the files of the database. */
const sizeFreshMs = 60_000;
const storageFreshMs = 3000;

interface LookupParts {
  engines: readonly Engine[];
  queues: JobQueues;
  database: Database;
  blobs: BlobStore;
}

export type Lookups = ReturnType<typeof createLookups>;

export function createLookups({ engines, queues, database, blobs }: LookupParts) {
  const names = engines.map(({ name }) => name);
  return {
    depths: new Remembered(() => queues.depths(names), { freshMs, limitMs }),
    redis: new Remembered(() => queues.redis.info(), { freshMs, limitMs }),
    database: new Remembered(() => database.pool.query('select 1'), { freshMs, limitMs }),
    letters: new Remembered(() => deadLetters.total(database), { freshMs: 900, limitMs }),
    databaseBytes: new Remembered(() => sizeOf(database), { freshMs: sizeFreshMs, limitMs }),
    storage: new Remembered(() => blobs.usage(), { freshMs: storageFreshMs, limitMs }),
  };
}

async function sizeOf({ pool }: Database): Promise<number> {
  const found = await pool.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes');
  return found.rows[0]?.bytes ?? NaN;
}
