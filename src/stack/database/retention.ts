/** Removes what is old and done with: in portions, so that the embedded database lets others in between. */
import type { Database } from './open';

const portion = 500;

/**
 * Completed and cancelled jobs that ended before `before`, with results, attempts and logs. Jobs of a batch that goes
 * on, and those that another step waits for, stay; so do failed ones, which leave by an act on their dead letter.
 * @returns how many
 */
export async function removeEndedJobs(
  database: Database,
  before: number,
  signal: AbortSignal,
): Promise<number> {
  for (let removed = 0; ;) {
    signal.throwIfAborted();
    const found = await database.pool.query<{ id: string }>(
      `with old as (
         select j.id from flightline.jobs j
         where j.state in ('completed', 'cancelled') and j.finished_at < $1
           and not exists (select 1 from flightline.jobs n where n.after_id = j.id
             and n.state not in ('completed', 'failed', 'cancelled'))
           and not exists (select 1 from flightline.dead_letters d where d.job_id = j.id)
           and not exists (select 1 from flightline.batch_members m join flightline.batches b on b.id = m.batch_id
             where m.job_id = j.id and b.state in ('open', 'running', 'paused'))
         limit ${portion}),
       results as (delete from flightline.results where job_id in (select id from old)),
       attempts as (delete from flightline.job_attempts where job_id in (select id from old)),
       logs as (delete from flightline.job_logs where job_id in (select id from old))
       delete from flightline.jobs where id in (select id from old) returning id`,
      [before],
    );
    removed += found.rows.length;
    if (found.rows.length < portion) return removed;
  }
}

/** Batches that have ended and have no job left; their members go with them. @returns how many */
export async function removeEmptyBatches(database: Database, before: number): Promise<number> {
  const found = await database.pool.query<{ id: string }>(
    `with old as (
       select b.id from flightline.batches b
       where b.state in ('done', 'cancelled') and coalesce(b.finished_at, b.created_at) < $1
         and not exists (select 1 from flightline.batch_members m join flightline.jobs j on j.id = m.job_id
           where m.batch_id = b.id)),
     members as (delete from flightline.batch_members where batch_id in (select id from old))
     delete from flightline.batches where id in (select id from old) returning id`,
    [before],
  );
  return found.rows.length;
}

/** Runs of schedules, and schedules that were removed then. @returns how many runs */
export async function removeScheduleHistory(database: Database, before: number): Promise<number> {
  await database.pool.query(
    `with old as (delete from flightline.schedules where removed_at < $1 and engine is null returning id)
     delete from flightline.schedule_files where schedule_id in (select id from old)`,
    [before],
  );
  const found = await database.pool.query<{ id: string }>(
    `delete from flightline.schedule_runs where due_at < $1 and state in ('done', 'failed', 'skipped') returning id`,
    [before],
  );
  return found.rows.length;
}
