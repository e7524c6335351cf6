/** The runs table: pages of jobs under a filter, and how many there are in each state. */
import { type SQL, count, eq } from 'drizzle-orm';
import { jobStates } from '#contract/jobs';
import type { JobFilter, JobPage, JobPageQuery, JobState, StateCounts } from '#contract/jobs';
import { countedStates, isCounted } from './job-counts';
import { jobConditions, jobOrder } from './job-filter';
import { findByText } from './job-search';
import { type StoredJob, getMany, toJobRow } from './jobs';
import type { Database } from './open';
import { jobNames, jobs } from './schema';

/** A page of the runs table and how many rows match in all. `progress` is null: only the gateway knows it. */
export async function page(database: Database, query: JobPageQuery): Promise<JobPage> {
  const { filter, sort } = query;
  const matching = jobConditions(filter, await findByText(database, filter.search));
  const total = isCounted(filter) ? await counted(database, filter) : await totalOf(database, matching);
  // What lies beyond the middle is read from the end: an offset costs as much as the rows it passes over.
  const limit = Math.min(query.limit, total - query.offset);
  if (limit <= 0) return { rows: [], total };
  const fromEnd = query.offset > total / 2;
  const offset = fromEnd ? total - query.offset - limit : query.offset;
  const order = jobOrder(sort, fromEnd);
  const part = { matching, order, limit, offset };
  const rows = sort.key === 'fileName' ? await byName(database, part) : await inOrder(database, part);
  if (fromEnd) rows.reverse();
  return { rows: rows.map(toJobRow), total };
}

interface Part {
  matching: SQL | undefined;
  order: SQL[];
  limit: number;
  offset: number;
}

function inOrder(database: Database, { matching, order, limit, offset }: Part): Promise<StoredJob[]> {
  return database.orm
    .select()
    .from(jobs)
    .where(matching)
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
}

/** Rows that are passed over are looked up only when a filter has to see them. */
async function byName(database: Database, { matching, order, limit, offset }: Part): Promise<StoredJob[]> {
  const names = database.orm.select({ id: jobNames.jobId }).from(jobNames);
  const matched =
    matching === undefined ? names : names.innerJoin(jobs, eq(jobs.id, jobNames.jobId)).where(matching);
  const shown = await matched
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
  const ids = shown.map(({ id }) => id);
  const found = new Map((await getMany(database, ids)).map((job) => [job.id, job]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function counted(database: Database, filter: JobFilter): Promise<number> {
  return [...(await countedStates(database, filter)).values()].reduce((all, some) => all + some, 0);
}

async function totalOf(database: Database, matching: SQL | undefined): Promise<number> {
  const found = await database.orm.select({ total: count() }).from(jobs).where(matching);
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
    .where(jobConditions(filter, await findByText(database, filter.search)))
    .groupBy(jobs.state);
  return new Map(found.map((row) => [row.state, row.count]));
}
