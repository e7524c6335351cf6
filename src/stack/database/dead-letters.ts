/**
 * Dead letters: counts, details, walks over many. Written by the recorder (`applyOutcomes`). Counts come from the counters of the
 * groups, which triggers keep: counting 100,000 rows takes the embedded store up to a second.
 */
import { FlightlineError, errorCatalogue, isErrorCode } from '#contract/errors';
import type {
  DeadLetter,
  DeadLetterDetail,
  DeadLetterPage,
  DeadLetterQuery,
  LetterFilter,
} from '#contract/dead-letters';
import type { LetterTarget } from '#contract/letter-edits';
import { batchesOf } from './batches';
import { groupConditions, letterConditions, searchText } from './letter-filter';
import type { Database } from './open';
import { attemptsWithLogs } from './outcomes';

export type StoredLetter = Omit<DeadLetter, 'action'>;

/** Of `d`, as a `StoredLetter` has them. */
export const columns = `d.job_id as "jobId", d.engine, d.engine_version as "engineVersion", d.lane, d.file_name as "fileName",
  d.sha256, d.size_bytes as "sizeBytes", d.error_code as "errorCode", d.error_message as "errorMessage", d.fingerprint,
  d.failed_at as "failedAt", d.attempts`;

export function orderBy(order: DeadLetterQuery['order'], alias: string): string {
  const direction = order === 'newest' ? 'desc' : 'asc';
  return `order by ${alias}.failed_at ${direction}, ${alias}.job_id ${direction}`;
}

/** Letters that match, whatever the search. */
export async function total(database: Database, filter: LetterFilter = {}): Promise<number> {
  const { sql, values } = groupConditions(filter, 'g');
  const found = await database.pool.query<{ total: number }>(
    `select coalesce(sum(g.letters), 0)::bigint as total from flightline.letter_groups g where ${sql}`,
    values,
  );
  return found.rows[0]?.total ?? 0;
}

/** Of letters of one error code: how many lie here, and how many ever came. */
export interface CodeCount {
  errorCode: string;
  count: number;
  seen: number;
}

/** Most letters first; codes whose letters are all gone are there, too. */
export async function byCode(database: Database, filter: LetterFilter): Promise<CodeCount[]> {
  const { sql, values } = groupConditions(filter, 'g');
  const found = await database.pool.query<CodeCount>(
    `select g.error_code as "errorCode", sum(g.letters)::bigint as count, sum(g.seen)::bigint as seen
     from flightline.letter_groups g where ${sql} group by 1 order by 2 desc, 1`,
    values,
  );
  return found.rows;
}

/** Those of which letters lie here. */
export function stillThere(codes: readonly CodeCount[]): DeadLetterPage['byCode'] {
  return codes.flatMap(({ errorCode, count }) => (count > 0 ? [{ errorCode, count }] : []));
}

/** Letters an act on the target would be for; under a search all of them are counted. */
export async function count(database: Database, target: LetterTarget): Promise<number> {
  if ('filter' in target && searchText(target.filter) === null) return total(database, target.filter);
  const { sql, values } =
    'ids' in target
      ? { sql: 'd.job_id = any($1::text[])', values: [target.ids] }
      : letterConditions(target.filter, 'd');
  const found = await database.pool.query<{ count: number }>(
    `select count(*) from flightline.dead_letters d where ${sql}`,
    values,
  );
  return found.rows[0]?.count ?? 0;
}

/** What an edit starts from. */
export interface LetterInput extends StoredLetter {
  options: Record<string, unknown>;
  generation: number;
}

/** Those of the ids that are letters, newest first. */
export async function inputs(database: Database, ids: readonly string[]): Promise<LetterInput[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<LetterInput>(
    `select ${columns}, d.options, d.generation from flightline.dead_letters d
     where d.job_id = any($1::text[]) ${orderBy('newest', 'd')}`,
    [ids],
  );
  return found.rows;
}

/** Where a walk over letters is: the last one it has seen. */
export interface LetterCursor {
  at: number;
  id: string;
}

/** The next ones newer to older, without those that failed after `until`. */
export async function walk(
  database: Database,
  filter: LetterFilter,
  step: { until: number; after: LetterCursor | null; limit: number },
): Promise<LetterCursor[]> {
  const { sql, values } = letterConditions(filter, 'd');
  const from = step.after ?? { at: step.until, id: '\u{10ffff}' };
  const found = await database.pool.query<LetterCursor>(
    `select d.job_id as id, d.failed_at as at from flightline.dead_letters d
     where ${sql} and (d.failed_at, d.job_id) < ($${values.push(from.at)}, $${values.push(from.id)})
     ${orderBy('newest', 'd')} limit $${values.push(step.limit)}`,
    values,
  );
  return found.rows;
}

export function noLetter(jobId: string): FlightlineError {
  const message = `There is no dead letter of job ${jobId}: it was retried, edited or discarded since, or has not failed.`;
  return new FlightlineError('NOT_FOUND', message);
}

/** @throws FlightlineError `NOT_FOUND` */
export async function get(database: Database, jobId: string): Promise<DeadLetterDetail> {
  const found = await database.pool.query<StoredLetter & Pick<DeadLetterDetail, 'stack' | 'options'>>(
    `select ${columns}, d.stack, d.options from flightline.dead_letters d where d.job_id = $1`,
    [jobId],
  );
  const row = found.rows[0];
  if (row === undefined) throw noLetter(jobId);
  const [timeline, batches] = await Promise.all([
    attemptsWithLogs(database, jobId),
    batchesOf(database, [jobId]),
  ]);
  return { ...toDeadLetter(row), timeline, batches: batches.map(({ id, name }) => ({ id, name })) };
}

export function actionOf(errorCode: string): string {
  return isErrorCode(errorCode) ? errorCatalogue[errorCode].action : '';
}

function toDeadLetter<Row extends StoredLetter>(row: Row): Row & { action: string } {
  return { ...row, action: actionOf(row.errorCode) };
}

/** How many letters each engine got since then, among the newest thousand. */
export async function lettersSince(database: Database, from: number): Promise<Map<string, number>> {
  const found = await database.pool.query<{ engine: string; count: number }>(
    `select engine, count(*)::int as count
     from (select engine from flightline.dead_letters where failed_at >= $1 order by failed_at desc limit 1000) newest
     group by engine`,
    [from],
  );
  return new Map(found.rows.map(({ engine, count }) => [engine, count]));
}
