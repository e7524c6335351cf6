/** How many members of batches are in which state: one grouped query for any number of batches. */
import type { BatchCounts } from '#contract/batches';
import type { Database } from './open';

const none: BatchCounts = {
  total: 0,
  waiting: 0,
  active: 0,
  delayed: 0,
  paused: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  refused: 0,
  duplicates: 0,
};

/** @returns a function that gives a batch's counts; zeros for one without members */
export async function countsOf(
  database: Database,
  batchIds: readonly string[],
): Promise<(id: string) => BatchCounts> {
  const byId = new Map<string, BatchCounts>();
  if (batchIds.length > 0) {
    const found = await database.pool.query<{
      id: string;
      state: keyof BatchCounts;
      members: number;
      duplicates: number;
    }>(
      `select m.batch_id as id, coalesce(j.state, case when m.job_id is null then 'refused' else 'waiting' end) as state,
         count(*) as members, count(*) filter (where m.duplicate) as duplicates
       from flightline.batch_members m left join flightline.jobs j on j.id = m.job_id
       where m.batch_id = any($1::text[])
       group by 1, 2`,
      [batchIds],
    );
    for (const row of found.rows) {
      const counts = byId.get(row.id) ?? { ...none };
      counts[row.state] += row.members;
      counts.total += row.members;
      counts.duplicates += row.duplicates;
      byId.set(row.id, counts);
    }
  }
  return (id) => byId.get(id) ?? { ...none };
}
