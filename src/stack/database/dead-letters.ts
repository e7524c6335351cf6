/**
 * Dead letters: pages, counts, details. Written by the recorder (`applyOutcomes`). Counts come from the counters of the
 * groups, which triggers keep: counting 100,000 rows takes the embedded store up to a second.
 */
import { FlightlineError, errorCatalogue, isErrorCode } from '#contract/errors';
import { mostFound } from '#contract/dead-letters';
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

type Order = DeadLetterQuery['order'];
type StoredLetter = Omit<DeadLetter, 'action'>;

const columns = `d.job_id as "jobId", d.engine, d.engine_version as "engineVersion", d.lane, d.file_name as "fileName",
  d.sha256, d.size_bytes as "sizeBytes", d.error_code as "errorCode", d.error_message as "errorMessage", d.fingerprint,
  d.failed_at as "failedAt", d.attempts`;

const flipped: Record<Order, Order> = { newest: 'oldest', oldest: 'newest' };

function orderBy(order: Order, alias: string): string {
  const direction = order === 'newest' ? 'desc' : 'asc';
  return `order by ${alias}.failed_at ${direction}, ${alias}.job_id ${direction}`;
}

/** A page in the order of failure, and how the letters spread over error codes. */
export async function page(database: Database, query: DeadLetterQuery): Promise<DeadLetterPage> {
  const { engine, fingerprint } = query;
  const [found, codes] = await Promise.all([
    searchText(query) === null ? plainPage(database, query) : searchPage(database, query),
    byCode(database, { engine, fingerprint }),
  ]);
  return { ...found, rows: found.rows.map(toDeadLetter), byCode: codes };
}

type Found = { rows: StoredLetter[]; total: number; hasMore: boolean };

/** To pass over so many costs less than to ask first how many there are. */
const nearOffset = 1000;

async function plainPage(database: Database, query: DeadLetterQuery): Promise<Found> {
  const { order, offset, limit } = query;
  if (offset <= nearOffset) {
    const [rows, all] = await Promise.all([
      rowsFrom(database, query, { order, offset, limit }),
      total(database, query),
    ]);
    return { rows, total: all, hasMore: false };
  }
  const all = await total(database, query);
  // From the nearer end: half of the rows is the most that is passed over.
  const after = all - offset - limit;
  const part =
    offset > all / 2
      ? { order: flipped[order], offset: Math.max(0, after), limit: Math.max(0, limit + Math.min(0, after)) }
      : { order, offset, limit };
  return { rows: await rowsFrom(database, query, part), total: all, hasMore: false };
}

/** Of the filter, in the query's order. @param part which of them, in an order of its own */
async function rowsFrom(
  database: Database,
  query: DeadLetterQuery,
  { order, offset, limit }: Pick<DeadLetterQuery, 'order' | 'offset' | 'limit'>,
): Promise<StoredLetter[]> {
  const { sql, values } = groupConditions(query, 'p');
  const found = await database.pool.query<StoredLetter>(
    `select ${columns} from (
       select p.job_id from flightline.dead_letters p where ${sql} ${orderBy(order, 'p')}
       limit $${values.push(limit)} offset $${values.push(offset)}
     ) p join flightline.dead_letters d using (job_id) ${orderBy(query.order, 'd')}`,
    values,
  );
  return found.rows;
}

/**
 * Few hits come by the index and are sorted here; of many the newest are found by going down the letters in order. To
 * leave the choice to the planner costs up to 0.2 s where it has no statistics yet.
 */
async function searchPage(database: Database, query: DeadLetterQuery): Promise<Found> {
  const { sql, values } = letterConditions(query, 'd');
  const hits = await database.pool.query<{ id: string; at: number }>(
    `select d.job_id as id, d.failed_at as at from flightline.dead_letters d where ${sql}
     limit $${values.push(mostFound + 1)}`,
    values,
  );
  const { offset, limit, order } = query;
  if (hits.rows.length > mostFound) {
    const dense = letterConditions(query, 'd');
    const shown = Math.max(0, Math.min(limit, mostFound - offset));
    const found = await database.pool.query<StoredLetter>(
      `select ${columns} from (select * from flightline.dead_letters o ${orderBy(order, 'o')} offset 0) d
       where ${dense.sql} limit $${dense.values.push(shown)} offset $${dense.values.push(offset)}`,
      dense.values,
    );
    return { rows: found.rows, total: mostFound, hasMore: true };
  }
  const sign = order === 'newest' ? -1 : 1;
  const ids = hits.rows
    .sort((a, b) => sign * (a.at - b.at || (a.id < b.id ? -1 : 1)))
    .slice(offset, offset + limit)
    .map(({ id }) => id);
  const found = await getMany(database, ids);
  const byId = new Map(found.map((row) => [row.jobId, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total: hits.rows.length, hasMore: false };
}

async function getMany(database: Database, ids: readonly string[]): Promise<StoredLetter[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<StoredLetter>(
    `select ${columns} from flightline.dead_letters d where d.job_id = any($1::text[])`,
    [ids],
  );
  return found.rows;
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

export async function byCode(database: Database, filter: LetterFilter): Promise<DeadLetterPage['byCode']> {
  const { sql, values } = groupConditions(filter, 'g');
  const found = await database.pool.query<{ errorCode: string; count: number }>(
    `select g.error_code as "errorCode", sum(g.letters)::bigint as count from flightline.letter_groups g
     where g.letters > 0 and ${sql} group by 1 order by 2 desc, 1`,
    values,
  );
  return found.rows;
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

/** @throws FlightlineError `NOT_FOUND` */
export async function get(database: Database, jobId: string): Promise<DeadLetterDetail> {
  const found = await database.pool.query<StoredLetter & Pick<DeadLetterDetail, 'stack' | 'options'>>(
    `select ${columns}, d.stack, d.options from flightline.dead_letters d where d.job_id = $1`,
    [jobId],
  );
  const row = found.rows[0];
  if (row === undefined) throw new FlightlineError('NOT_FOUND', `no dead letter of job ${jobId}`);
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
