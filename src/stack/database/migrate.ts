/** Brings the tables up to date: plain SQL files, applied in the order of their names, each in a transaction. */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { PoolClient } from 'pg';
import { FlightlineError, messageOf } from '#contract/errors';
import type { Database } from './open';
import { inTransaction } from './transaction';

const fileName = /^\d{4}-[a-z0-9-]+\.sql$/;
/** Any number that nothing else on a shared server locks; spells "fligh". */
const lockKey = 0x66_6c_69_67_68;

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies what is missing from `dir` (`resources/migrations`). Several instances may call it at the same moment.
 * @returns names of the files that were applied
 * @throws FlightlineError `DATABASE_UNSUITABLE`: a file was changed after it was applied, the tables are newer than
 *   this program, or the user lacks a right
 */
export async function migrate(database: Database, dir: string): Promise<string[]> {
  const known = await readMigrations(dir);
  try {
    const missing = await inTransaction(database.pool, (client) => prepare(client, known));
    const applied: string[] = [];
    for (const migration of missing) {
      const isNew = await inTransaction(database.pool, (client) => applyOnce(client, migration, known));
      if (isNew) applied.push(migration.name);
    }
    return applied;
  } catch (error) {
    if (error instanceof FlightlineError) throw error;
    const message = `The tables could not be prepared: ${messageOf(error)}`;
    throw new FlightlineError('DATABASE_UNSUITABLE', message, { cause: error });
  }
}

/**
 * Names of files that were not applied yet, changing nothing; null when there are no tables at all.
 * @throws FlightlineError `DATABASE_UNSUITABLE`: the tables are newer, or of another build
 */
export async function pendingMigrations(database: Database, dir: string): Promise<string[] | null> {
  const found = await database.pool.query<{ there: boolean }>(
    `select to_regclass('flightline.migrations') is not null as there`,
  );
  if (found.rows[0]?.there !== true) return null;
  const known = await readMigrations(dir);
  const { rows } = await database.pool.query<{ name: string; checksum: string }>(
    'select name, checksum from flightline.migrations',
  );
  refuseStrangers(rows, known);
  return known.map(({ name }) => name).filter((name) => rows.every((row) => row.name !== name));
}

/** For who only looks at another's tables. @throws FlightlineError `DATABASE_UNSUITABLE` when they are not of this version */
export async function assertMigrated(database: Database, dir: string): Promise<void> {
  const pending = await pendingMigrations(database, dir);
  if (pending?.length === 0) return;
  const message =
    pending === null
      ? 'There are no tables of Flightline in it: no instance has worked on it yet.'
      : `The tables are of an older Flightline (${pending.join(', ')} missing): update the instance that works on it.`;
  throw new FlightlineError('DATABASE_UNSUITABLE', message);
}

export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => fileName.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(path.join(dir, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** @returns those that are not applied yet */
async function prepare(client: PoolClient, known: readonly Migration[]): Promise<Migration[]> {
  await lock(client);
  await client.query(`
    create schema if not exists flightline;
    create table if not exists flightline.migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    );`);
  const applied = await namesApplied(client, known);
  return known.filter(({ name }) => !applied.has(name));
}

async function namesApplied(client: PoolClient, known: readonly Migration[]): Promise<Set<string>> {
  const found = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from flightline.migrations',
  );
  refuseStrangers(found.rows, known);
  return new Set(found.rows.map(({ name }) => name));
}

async function applyOnce(
  client: PoolClient,
  migration: Migration,
  known: readonly Migration[],
): Promise<boolean> {
  await lock(client);
  if ((await namesApplied(client, known)).has(migration.name)) return false;
  await client.query(migration.sql);
  await client.query('insert into flightline.migrations (name, checksum) values ($1, $2)', [
    migration.name,
    migration.checksum,
  ]);
  return true;
}

function refuseStrangers(
  applied: readonly { name: string; checksum: string }[],
  known: readonly Migration[],
): void {
  for (const row of applied) {
    const file = known.find((one) => one.name === row.name);
    if (file === undefined) {
      const message = `The tables were made by a newer Flightline (${row.name} is unknown here); update this one.`;
      throw new FlightlineError('DATABASE_UNSUITABLE', message);
    }
    if (file.checksum !== row.checksum) {
      throw new FlightlineError('DATABASE_UNSUITABLE', `${row.name} was changed after it was applied.`);
    }
  }
}

/** Held until the transaction ends. The embedded store runs one transaction at a time anyway. */
async function lock(client: PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1::bigint)', [lockKey]);
}
