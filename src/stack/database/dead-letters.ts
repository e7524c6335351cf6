/** Dead letters: pages, groups by error, details, removal. Written by the recorder (`applyOutcomes`). */
import { and, count, desc, eq } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { FlightlineError, errorCatalogue, isErrorCode } from '#contract/errors';
import type { DeadLetter, DeadLetterDetail, DeadLetterPage, DeadLetterQuery } from '#contract/dead-letters';
import { containsText } from './job-filter';
import type { Database } from './open';
import { attemptsOf } from './outcomes';
import { deadLetters, jobs } from './schema';

/** A page, newest first, with how many match and how they spread over error codes. */
export async function page(database: Database, query: DeadLetterQuery): Promise<DeadLetterPage> {
  const withoutCode = conditions({ ...query, errorCode: undefined });
  const where = conditions(query);
  const [rows, totals, byCode] = await Promise.all([
    database.orm
      .select()
      .from(deadLetters)
      .where(where)
      .orderBy(desc(deadLetters.failedAt), desc(deadLetters.jobId))
      .limit(query.limit)
      .offset(query.offset),
    database.orm.select({ total: count() }).from(deadLetters).where(where),
    database.orm
      .select({ errorCode: deadLetters.errorCode, count: count() })
      .from(deadLetters)
      .where(withoutCode)
      .groupBy(deadLetters.errorCode)
      .orderBy(desc(count()), deadLetters.errorCode),
  ]);
  return { rows: rows.map(toDeadLetter), total: totals[0]?.total ?? 0, byCode };
}

export async function total(database: Database): Promise<number> {
  const found = await database.orm.select({ total: count() }).from(deadLetters);
  return found[0]?.total ?? 0;
}

/** @throws FlightlineError `NOT_FOUND` */
export async function get(database: Database, jobId: string): Promise<DeadLetterDetail> {
  const found = await database.orm
    .select({ letter: deadLetters, options: jobs.options })
    .from(deadLetters)
    .leftJoin(jobs, eq(jobs.id, deadLetters.jobId))
    .where(eq(deadLetters.jobId, jobId));
  const row = found[0];
  if (row === undefined) throw new FlightlineError('NOT_FOUND', `no dead letter of job ${jobId}`);
  return {
    ...toDeadLetter(row.letter),
    options: row.options ?? {},
    stack: row.letter.stack,
    timeline: await attemptsOf(database, jobId),
  };
}

/** Discards letters; their jobs stay `failed`. @returns ids that were there */
export async function remove(database: Database, jobIds: readonly string[]): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    'delete from flightline.dead_letters where job_id = any($1::text[]) returning job_id as id',
    [jobIds],
  );
  return found.rows.map((row) => row.id);
}

function conditions(query: Omit<DeadLetterQuery, 'offset' | 'limit'>): SQL | undefined {
  return and(
    query.engine === undefined ? undefined : eq(deadLetters.engine, query.engine),
    query.errorCode === undefined ? undefined : eq(deadLetters.errorCode, query.errorCode),
    query.fingerprint === undefined ? undefined : eq(deadLetters.fingerprint, query.fingerprint),
    containsText(query.search, [deadLetters.fileName, deadLetters.errorMessage]),
  );
}

function toDeadLetter(row: typeof deadLetters.$inferSelect): DeadLetter {
  const { generation: _generation, stack: _stack, ...letter } = row;
  return { ...letter, action: isErrorCode(row.errorCode) ? errorCatalogue[row.errorCode].action : '' };
}
