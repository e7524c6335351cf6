/** The runs table: pages of jobs under a filter, and how many there are in each state. */
import { count } from 'drizzle-orm';
import { jobStates } from '#contract/jobs';
import type { JobFilter, JobPage, JobPageQuery, JobState, StateCounts } from '#contract/jobs';
import { countedStates, isCounted } from './job-counts';
import { jobConditions, jobOrder } from './job-filter';
import { toJobRow } from './jobs';
import type { Database } from './open';
import { jobs } from './schema';

/** A page of the runs table and how many rows match in all. `progress` is null: only the gateway knows it. */
export async function page(database: Database, query: JobPageQuery): Promise<JobPage> {
  const total = await totalOf(database, query.filter);
  // What lies beyond the middle is read from the end: an offset costs as much as the rows it passes over.
  const limit = Math.min(query.limit, total - query.offset);
  if (limit <= 0) return { rows: [], total };
  const fromEnd = query.offset > total / 2;
  const rows = await database.orm
    .select()
    .from(jobs)
    .where(jobConditions(query.filter))
    .orderBy(...jobOrder(query.sort, fromEnd))
    .limit(limit)
    .offset(fromEnd ? total - query.offset - limit : query.offset);
  if (fromEnd) rows.reverse();
  return { rows: rows.map(toJobRow), total };
}

async function totalOf(database: Database, filter: JobFilter): Promise<number> {
  if (isCounted(filter))
    return [...(await countedStates(database, filter)).values()].reduce((all, some) => all + some, 0);
  const found = await database.orm.select({ total: count() }).from(jobs).where(jobConditions(filter));
  return found[0]?.total ?? 0;
}

/** Jobs per state; every state has a number. */
export async function counts(database: Database, filter: JobFilter): Promise<StateCounts> {
  const byState = isCounted(filter)
    ? await countedStates(database, filter)
    : await foundStates(database, filter);
  const entries = jobStates.map((state) => [state, byState.get(state) ?? 0] as const);
  return Object.fromEntries(entries) as StateCounts;
}

async function foundStates(database: Database, filter: JobFilter): Promise<Map<JobState, number>> {
  const found = await database.orm
    .select({ state: jobs.state, count: count() })
    .from(jobs)
    .where(jobConditions(filter))
    .groupBy(jobs.state);
  return new Map(found.map((row) => [row.state, row.count]));
}
