/** How many jobs there are, from counters that the table itself keeps (migration 0004). */
import { and, eq, inArray, sum } from 'drizzle-orm';
import type { JobFilter, JobState } from '#contract/jobs';
import type { Database } from './open';
import { jobCounts } from './schema';

/** Whether the counters can answer: they know engines, lanes and states, and nothing else. */
export function isCounted({ states: _states, engine: _engine, lane: _lane, ...others }: JobFilter): boolean {
  return Object.values(others).every((value) => value === undefined || value === '');
}

/** Jobs per state; states without a job are left out. @param filter one that is counted */
export async function countedStates(database: Database, filter: JobFilter): Promise<Map<JobState, number>> {
  const found = await database.orm
    .select({ state: jobCounts.state, jobs: sum(jobCounts.jobs) })
    .from(jobCounts)
    .where(
      and(
        filter.states === undefined ? undefined : inArray(jobCounts.state, filter.states),
        filter.engine === undefined ? undefined : eq(jobCounts.engine, filter.engine),
        filter.lane === undefined ? undefined : eq(jobCounts.lane, filter.lane),
      ),
    )
    .groupBy(jobCounts.state);
  return new Map(found.map(({ state, jobs }) => [state, Number(jobs)]));
}

/** Makes one row of the rows that came for the same engine, lane and state. */
export async function foldJobCounts(database: Database): Promise<void> {
  await database.pool.query(
    `with rows as (delete from flightline.job_counts returning *)
     insert into flightline.job_counts
     select engine, lane, state, sum(jobs) from rows group by 1, 2, 3 having sum(jobs) <> 0`,
  );
}
