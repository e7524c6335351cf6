/** Acts on many dead letters as rows: what was asked, how far it is. */
import { and, desc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import { FlightlineError } from '#contract/errors';
import { toJsonb } from './jsonb';
import type { Database } from './open';
import { letterBulks } from './schema';

export type StoredBulk = typeof letterBulks.$inferSelect;
/** Without what was asked for, but its rate. */
export type BulkRow = Omit<StoredBulk, 'request'> & { ratePerS: number | null };
export type NewBulk = Pick<StoredBulk, 'id' | 'verb' | 'request' | 'state' | 'actor' | 'total' | 'createdAt'>;

/** One that exists stays as it is. */
export async function insert(database: Database, bulk: NewBulk): Promise<void> {
  await database.pool.query(
    `insert into flightline.letter_bulks (id, verb, request, state, actor, total, created_at)
     values ($1, $2, $3::jsonb, $4, $5, $6, $7) on conflict do nothing`,
    [bulk.id, bulk.verb, toJsonb(bulk.request), bulk.state, bulk.actor, bulk.total, bulk.createdAt],
  );
}

/** @throws FlightlineError `NOT_FOUND` */
export async function get(database: Database, id: string): Promise<StoredBulk> {
  const [found] = await database.orm.select().from(letterBulks).where(eq(letterBulks.id, id));
  if (!found) throw new FlightlineError('NOT_FOUND', `There is no bulk act ${id}.`);
  return found;
}

/** How far it is. A bulk act that has ended meanwhile (was cancelled) stays as it is. @returns whether it goes on */
export async function note(
  database: Database,
  id: string,
  progress: Partial<Omit<StoredBulk, 'id' | 'verb' | 'request' | 'actor' | 'createdAt'>>,
): Promise<boolean> {
  const changed = await database.orm
    .update(letterBulks)
    .set(progress)
    .where(and(eq(letterBulks.id, id), isNull(letterBulks.finishedAt)))
    .returning({ id: letterBulks.id });
  return changed.length > 0;
}

/** Those that shall go on. */
export async function unfinished(database: Database): Promise<StoredBulk[]> {
  return database.orm
    .select()
    .from(letterBulks)
    .where(inArray(letterBulks.state, ['running', 'canary']))
    .orderBy(letterBulks.createdAt, letterBulks.id);
}

/** Newest first, without what was asked for: that may hold 100,000 ids. */
export async function recent(database: Database, limit: number): Promise<BulkRow[]> {
  const { request: _request, ...columns } = getTableColumns(letterBulks);
  return database.orm
    .select({ ...columns, ratePerS: sql<number | null>`(${letterBulks.request} ->> 'ratePerS')::float8` })
    .from(letterBulks)
    .orderBy(desc(letterBulks.createdAt), desc(letterBulks.id))
    .limit(limit);
}
