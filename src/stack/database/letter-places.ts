/**
 * Where every hundredth letter of a list stands, so that a page far down is read from there: to count 50,000 letters off
 * takes the embedded store ten times as long as to read a page.
 */
import type { LetterFilter } from '#contract/dead-letters';
import type { LetterCursor } from './dead-letters';
import { groupConditions } from './letter-filter';
import type { Database } from './open';

const everyLetters = 100;
/** While letters come and go all the time, looking for places anew costs more than it saves. */
const restMs = 5000;
const mostLists = 20;

interface Places {
  stamp: string;
  foundAt: number;
  /** Newest first; the letter at `index * everyLetters`. */
  cursors: Promise<LetterCursor[]>;
}

export interface Place {
  /** Letters before it. */
  offset: number;
  cursor: LetterCursor;
}

export class LetterPlaces {
  private readonly lists = new Map<string, Places>();

  constructor(private readonly database: Database) {}

  /**
   * @param stamp another one whenever letters under the filter came or went
   * @returns the last known place at or before `offset`, newest first; null when none is known
   */
  async before(filter: LetterFilter, offset: number, stamp: string): Promise<Place | null> {
    const cursors = await this.cursors(filter, stamp);
    const index = Math.min(Math.floor(offset / everyLetters), (cursors?.length ?? 0) - 1);
    const cursor = cursors?.[index];
    return cursor ? { offset: index * everyLetters, cursor } : null;
  }

  private cursors(filter: LetterFilter, stamp: string): Promise<LetterCursor[]> | null {
    const key = JSON.stringify([filter.engine, filter.errorCode, filter.fingerprint]);
    const known = this.lists.get(key);
    if (known?.stamp === stamp) return known.cursors;
    const now = Date.now();
    if (known && now - known.foundAt < restMs) return null;
    const cursors = this.find(filter);
    this.lists.delete(key);
    this.lists.set(key, { stamp, foundAt: now, cursors });
    const [oldest = key] = this.lists.keys();
    if (this.lists.size > mostLists) this.lists.delete(oldest);
    // A failure is told to who asks now, and the next one looks again.
    cursors.catch(() => this.lists.delete(key));
    return cursors;
  }

  private async find(filter: LetterFilter): Promise<LetterCursor[]> {
    const { sql, values } = groupConditions(filter, 'd');
    const found = await this.database.pool.query<LetterCursor>(
      `select at, id from (
         select d.failed_at as at, d.job_id as id, row_number() over (order by d.failed_at desc, d.job_id desc) as place
         from flightline.dead_letters d where ${sql}
       ) all_letters where place % ${everyLetters} = 1 order by place`,
      values,
    );
    return found.rows;
  }
}
