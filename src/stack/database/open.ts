/** Opens PostgreSQL, embedded or real, through one pool: the handle that every query of this folder takes. */
import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { FlightlineError, messageOf } from '#contract/errors';
import type { DatabaseAddress } from '#contract/process';
import { sessionSetup } from './session';

/** Server versions below this lack what the queries use. */
const leastMajorVersion = 14;
const connectTimeoutMs = 10_000;
/** On a real server no statement of ours takes this long; the embedded one ignores it. */
const statementTimeoutMs = 120_000;

export interface Database {
  readonly pool: pg.Pool;
  readonly orm: NodePgDatabase;
  readonly kind: 'embedded' | 'external';
  /** E.g. `18.6`. */
  readonly version: string;
  /** Told of each connection that ends by itself, idle or not, e.g. because the store restarts; the pool makes new ones. */
  onConnectionLost(listener: (error: Error) => void): void;
  /** Ends every connection; waits for statements that run. */
  close(): Promise<void>;
}

export interface OpenOptions {
  poolSize: number;
}

/**
 * Connects and checks the server; `migrate` must run before the first query.
 * @throws FlightlineError `DATABASE_UNSUITABLE`: unreachable, refused, or older than PostgreSQL 14
 */
export async function openDatabase(address: DatabaseAddress, options: OpenOptions): Promise<Database> {
  const kind = address.url === null ? 'embedded' : 'external';
  const pool = new pg.Pool({
    ...connectionOf(address),
    max: options.poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'flightline',
    types: numericTypes,
    verify: sessionSetup(kind),
  });
  const listeners = new Set<(error: Error) => void>();
  pool.on('connect', (client) => {
    client.on('error', (error) => listeners.forEach((tell) => tell(error)));
  });
  // The same for those that are idle, which a pool without a listener would throw.
  pool.on('error', () => undefined);
  try {
    const version = await checkedVersion(pool);
    return {
      pool,
      orm: drizzle(pool),
      kind,
      version,
      onConnectionLost: (listener) => void listeners.add(listener),
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    if (error instanceof FlightlineError) throw error;
    const message = `Cannot connect to ${describeAddress(address)}: ${reasonOf(error)}`;
    throw new FlightlineError('DATABASE_UNSUITABLE', message, { cause: error });
  }
}

function connectionOf(address: DatabaseAddress): pg.PoolConfig {
  if (address.url !== null) return { connectionString: address.url };
  return {
    host: address.socketDir ?? '127.0.0.1',
    port: address.port,
    user: 'postgres',
    database: 'postgres',
  };
}

/** Where the server is, without the password. */
function describeAddress(address: DatabaseAddress): string {
  if (address.url === null)
    return `the embedded store at ${address.socketDir ?? '127.0.0.1'} (${address.port})`;
  if (!URL.canParse(address.url)) return 'the server that DATABASE_URL names (it is not a URL)';
  const url = new URL(address.url);
  return `PostgreSQL at ${url.host || url.searchParams.get('host') || 'localhost'}${url.pathname}`;
}

/** Node reports a refused connection to several addresses as an AggregateError without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return messageOf(error);
}

async function checkedVersion(pool: pg.Pool): Promise<string> {
  const found = await pool.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const row = found.rows[0];
  if (row === undefined)
    throw new FlightlineError('DATABASE_UNSUITABLE', 'The PostgreSQL server does not tell its version.');
  if (row.number < leastMajorVersion * 10_000) {
    const message = `PostgreSQL ${row.version} is too old; ${leastMajorVersion} or newer is needed.`;
    throw new FlightlineError('DATABASE_UNSUITABLE', message);
  }
  return row.version.split(' ')[0] ?? row.version;
}

/** Times, sizes and counts are bigint there and number here: all of them are far below 2^53. */
const numericTypes: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return Number;
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
  },
};
