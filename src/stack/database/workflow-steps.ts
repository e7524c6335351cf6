/** Steps of workflows: jobs that wait until another job has completed. */
import type { Database } from './open';
import { type StoredJob, getMany } from './jobs';
import { prepared } from './prepared';

/** Jobs that wait for one of these, directly. */
export async function waitingAfter(database: Database, ids: readonly string[]): Promise<StoredJob[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    prepared("select id from flightline.jobs where after_id = any($1::text[]) and state = 'waiting'", [ids]),
  );
  return getMany(
    database,
    found.rows.map((row) => row.id),
  );
}

export interface Withheld {
  id: string;
  /** Engine of the step that ended without a result, and how. */
  cause: string;
  causeState: 'failed' | 'cancelled';
}

/** What comes after jobs that ended without a result is cancelled, however far down. @returns those that changed */
export async function cancelAfter(
  database: Database,
  ids: readonly string[],
  at: number,
): Promise<Withheld[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<Withheld>(
    `with recursive later as (
       select j.id, p.engine as cause, p.state as cause_state from flightline.jobs j join flightline.jobs p on p.id = j.after_id
       where p.id = any($1::text[]) and p.state in ('failed', 'cancelled')
         and j.state not in ('completed', 'failed', 'cancelled')
       union
       select j.id, l.cause, l.cause_state from flightline.jobs j join later l on j.after_id = l.id
       where j.state not in ('completed', 'failed', 'cancelled')
     )
     update flightline.jobs j set state = 'cancelled', finished_at = $2, updated_at = $2, worker = null,
       error_code = 'STEP_FAILED', error_message = 'The step ' || l.cause || ' before it ended without a result.'
     from later l where j.id = l.id
     returning j.id, l.cause, l.cause_state as "causeState"`,
    [ids, at],
  );
  return found.rows;
}

/** Jobs that `cancelAfter` cancelled because of one of these, however far down: a retry of these revives them. */
export async function cancelledAfter(database: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with recursive later as (
       select id from flightline.jobs
       where after_id = any($1::text[]) and state = 'cancelled' and error_code = 'STEP_FAILED'
       union
       select j.id from flightline.jobs j join later l on j.after_id = l.id
       where j.state = 'cancelled' and j.error_code = 'STEP_FAILED'
     )
     select id from later`,
    [ids],
  );
  return found.rows.map((row) => row.id);
}
