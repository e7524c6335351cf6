/** Pages of a batch's members: each file with the state of its job, or why it was refused. */
import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { MemberPage, MemberPageQuery, MemberState } from '#contract/batches';
import { containsText } from './job-filter';
import type { Database } from './open';
import { batchMembers, jobs } from './schema';

/** A member whose job row is not written yet is waiting. */
const state = sql<MemberState>`coalesce(${jobs.state}, case when ${batchMembers.jobId} is null then 'refused' else 'waiting' end)`;

/** In the order the files were given. `progress` is null: only the gateway knows it. */
export async function membersPage(database: Database, query: MemberPageQuery): Promise<MemberPage> {
  const where = conditions(query);
  const [rows, totals] = await Promise.all([
    database.orm
      .select({
        seq: batchMembers.seq,
        fileName: batchMembers.fileName,
        sizeBytes: batchMembers.sizeBytes,
        state,
        duplicate: batchMembers.duplicate,
        jobId: batchMembers.jobId,
        engine: jobs.engine,
        errorCode: sql<string | null>`coalesce(${batchMembers.refusalCode}, ${jobs.errorCode})`,
        errorMessage: sql<string | null>`coalesce(${batchMembers.refusalMessage}, ${jobs.errorMessage})`,
      })
      .from(batchMembers)
      .leftJoin(jobs, eq(jobs.id, batchMembers.jobId))
      .where(where)
      .orderBy(asc(batchMembers.seq))
      .limit(query.limit)
      .offset(query.offset),
    database.orm
      .select({ total: count() })
      .from(batchMembers)
      .leftJoin(jobs, eq(jobs.id, batchMembers.jobId))
      .where(where),
  ]);
  return { rows: rows.map((row) => ({ ...row, progress: null })), total: totals[0]?.total ?? 0 };
}

function conditions(query: MemberPageQuery): SQL | undefined {
  return and(
    eq(batchMembers.batchId, query.batchId),
    query.states === undefined ? undefined : inArray(state, query.states),
    containsText(query.search, [batchMembers.fileName, jobs.errorMessage, batchMembers.refusalMessage]),
  );
}
