/** Jobs by a text: a part of the file's name or of the error, or the beginning of an id. */
import { type TextFound, idStart, likePattern } from './job-filter';
import type { Database } from './open';

/** Of so many the rows are named. */
const mostNamed = 1000;

/** @returns null when there is nothing to look for */
export async function findByText(database: Database, search: string | undefined): Promise<TextFound | null> {
  const text = search?.trim() ?? '';
  if (text === '') return null;
  const values: unknown[] = [likePattern(text)];
  const id = idStart(text);
  const found = await database.pool.query<{ id: string }>(
    `select * from (
       select job_id as id from flightline.job_names where name ilike $1
       union all select id from flightline.jobs where error_message ilike $1
       ${id === null ? '' : `union all select id from flightline.jobs where id like $${values.push(`${id}%`)}`}
     ) found limit ${mostNamed + 1}`,
    values,
  );
  return found.rows.length > mostNamed ? 'many' : { ids: [...new Set(found.rows.map((row) => row.id))] };
}
