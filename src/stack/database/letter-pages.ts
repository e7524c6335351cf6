/** Pages of dead letters under a filter, with how many there are and how they spread over error codes. */
import { mostFound } from '#contract/dead-letters';
import type { DeadLetter, DeadLetterPage, DeadLetterQuery } from '#contract/dead-letters';
import { actionOf, byCode, columns, orderBy, stillThere, type StoredLetter } from './dead-letters';
import { groupConditions, letterConditions, searchText } from './letter-filter';
import { LetterPlaces, type Place } from './letter-places';
import type { Database } from './open';

/** To pass over so many costs less than to look for a place nearby. */
const nearOffset = 1000;

type Found = Pick<DeadLetterPage, 'total' | 'hasMore' | 'byCode'> & { rows: StoredLetter[] };

/** Keeps where it has been: one for each database. */
export class LetterPages {
  private readonly places: LetterPlaces;

  constructor(private readonly database: Database) {
    this.places = new LetterPlaces(database);
  }

  /** A page in the order of failure. */
  async read(query: DeadLetterQuery): Promise<DeadLetterPage> {
    const found = searchText(query) === null ? await this.plain(query) : await this.searched(query);
    return {
      ...found,
      rows: found.rows.map((row): DeadLetter => ({ ...row, action: actionOf(row.errorCode) })),
    };
  }

  private async plain(query: DeadLetterQuery): Promise<Found> {
    const { offset, limit } = query;
    if (offset <= nearOffset) {
      const [rows, counts] = await Promise.all([
        this.rows(query, { order: query.order, offset, limit, place: null }),
        this.counts(query),
      ]);
      return { rows, ...counts.shown, hasMore: false };
    }
    const { shown, stamp } = await this.counts(query);
    // Newest first, whatever is asked for: places are known in that order.
    const after = shown.total - offset - limit;
    const from = query.order === 'newest' ? offset : Math.max(0, after);
    const most = query.order === 'newest' ? limit : Math.max(0, limit + Math.min(0, after));
    const place = await this.places.before(query, from, stamp);
    const rows = await this.rows(query, { order: 'newest', offset: from, limit: most, place });
    return { rows, ...shown, hasMore: false };
  }

  private async counts(query: DeadLetterQuery) {
    const { engine, fingerprint, errorCode } = query;
    const codes = await byCode(this.database, { engine, fingerprint });
    const counted = errorCode === undefined ? codes : codes.filter((code) => code.errorCode === errorCode);
    const total = counted.reduce((sum, { count }) => sum + count, 0);
    return {
      shown: { total, byCode: stillThere(codes) },
      stamp: JSON.stringify(counted),
    };
  }

  /** Of the filter, in the query's order. */
  private async rows(
    query: DeadLetterQuery,
    part: Pick<DeadLetterQuery, 'order' | 'offset' | 'limit'> & { place: Place | null },
  ): Promise<StoredLetter[]> {
    if (part.place) return this.rowsFrom(part.place, query, part);
    const { sql, values } = groupConditions(query, 'p');
    const found = await this.database.pool.query<StoredLetter>(
      `select ${columns} from (
         select p.job_id from flightline.dead_letters p where ${sql} ${orderBy(part.order, 'p')}
         limit $${values.push(part.limit)} offset $${values.push(part.offset)}
       ) p join flightline.dead_letters d using (job_id) ${orderBy(query.order, 'd')}`,
      values,
    );
    return found.rows;
  }

  /** So near a place that the letters in between are read, too: that costs half of what finding ids first does. */
  private async rowsFrom(
    { cursor, offset }: Place,
    query: DeadLetterQuery,
    part: Pick<DeadLetterQuery, 'offset' | 'limit'>,
  ): Promise<StoredLetter[]> {
    const { sql, values } = groupConditions(query, 'd');
    const found = await this.database.pool.query<StoredLetter>(
      `select ${columns} from flightline.dead_letters d
       where ${sql} and (d.failed_at, d.job_id) <= ($${values.push(cursor.at)}, $${values.push(cursor.id)})
       ${orderBy('newest', 'd')} limit $${values.push(part.limit)} offset $${values.push(part.offset - offset)}`,
      values,
    );
    return query.order === 'newest' ? found.rows : found.rows.reverse();
  }

  private async searched(query: DeadLetterQuery): Promise<Found> {
    const [hits, counts] = await Promise.all([this.hits(query), this.counts(query)]);
    return { ...hits, byCode: counts.shown.byCode };
  }

  /**
   * Few hits come by the index and are sorted here; of many the newest are found by going down the letters in order. To
   * leave the choice to the planner costs up to 0.2 s where it has no statistics yet.
   */
  private async hits(query: DeadLetterQuery): Promise<Omit<Found, 'byCode'>> {
    const { sql, values } = letterConditions(query, 'd');
    const hits = await this.database.pool.query<{ id: string; at: number }>(
      `select d.job_id as id, d.failed_at as at from flightline.dead_letters d where ${sql}
       limit $${values.push(mostFound + 1)}`,
      values,
    );
    const { offset, limit, order } = query;
    if (hits.rows.length > mostFound) {
      const dense = letterConditions(query, 'd');
      const shown = Math.max(0, Math.min(limit, mostFound - offset));
      const found = await this.database.pool.query<StoredLetter>(
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
    const rows = await this.byId(ids);
    return { rows, total: hits.rows.length, hasMore: false };
  }

  /** In the order of the ids. */
  private async byId(ids: readonly string[]): Promise<StoredLetter[]> {
    if (ids.length === 0) return [];
    const found = await this.database.pool.query<StoredLetter>(
      `select ${columns} from flightline.dead_letters d where d.job_id = any($1::text[])`,
      [ids],
    );
    const letters = new Map(found.rows.map((row) => [row.jobId, row]));
    return ids.flatMap((id) => letters.get(id) ?? []);
  }
}
