/** Starts and ends PGlite on a data directory, durable and with the extensions the tables use. */
import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { DurableNodeFs } from './durable-node-fs';

const extensions = { vector, pg_trgm, amcheck };

/** `-F` would switch fsync off. */
const startParameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...[
    'fsync=on',
    'wal_sync_method=fsync',
    'max_wal_size=256MB',
    // There is one session: a scan that begins where the last one stopped only makes a search take now 5 ms, now 60.
    'synchronize_seqscans=off',
  ].flatMap((setting) => ['-c', setting]),
];

export interface Engine {
  readonly pglite: PGlite;
  /** E.g. `18.6`. */
  readonly version: string;
}

export interface EngineOptions {
  dir: string;
  /** What PostgreSQL writes to its log. */
  onLine?: (line: string) => void;
}

/** Recovers by itself what a crash left. @throws what PostgreSQL says when the directory does not open */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const pglite = await PGlite.create({
    fs: new DurableNodeFs(options.dir),
    extensions,
    startParams: startParameters,
    onStderr: (line) => {
      options.onLine?.(line);
      return false;
    },
  });
  const found = await pglite.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  return { pglite, version: found.rows[0]?.version.split(' ')[0] ?? 'unknown' };
}

/** Writes everything to the data files, then ends it. */
export async function stopEngine(engine: Engine): Promise<void> {
  await engine.pglite.exec('checkpoint');
  await engine.pglite.close();
}
