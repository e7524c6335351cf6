/** How many runs and files of batches are in which state: one query for any number of batches. */
import type { BatchCounts } from '#contract/batches';
import { jobStates } from '#contract/jobs';
import type { Database } from './open';
import { prepared } from './prepared';

const memberStates = [...jobStates, 'refused'] as const;
type Row = { id: string } & Record<
  | (typeof memberStates)[number]
  | 'total'
  | 'duplicates'
  | 'files'
  | 'filesCompleted'
  | 'filesFailed'
  | 'filesRefused',
  number
>;

/** Members by file first, since a file is done when all its runs are. Sums of counts are numeric: they are cast back. */
const sql = `
  with members as (
    select m.batch_id, m.file_name, m.duplicate,
      coalesce(j.state, case when m.job_id is null then 'refused' else 'waiting' end) as state
    from flightline.batch_members m left join flightline.jobs j on j.id = m.job_id
    where m.batch_id = any($1::text[])
  ), files as (
    select batch_id, count(*) as total, count(*) filter (where duplicate) as duplicates,
      ${memberStates.map((state) => `count(*) filter (where state = '${state}') as ${state}`).join(', ')}
    from members group by batch_id, file_name
  )
  select batch_id as id, sum(total)::int as total, sum(duplicates)::int as duplicates,
    ${memberStates.map((state) => `sum(${state})::int as ${state}`).join(', ')},
    count(*)::int as files, (count(*) filter (where completed = total))::int as "filesCompleted",
    (count(*) filter (where failed + cancelled > 0))::int as "filesFailed",
    (count(*) filter (where refused > 0))::int as "filesRefused"
  from files group by batch_id`;

/** @returns a function that gives a batch's counts; zeros for one without members */
export async function countsOf(
  database: Database,
  batchIds: readonly string[],
): Promise<(id: string) => BatchCounts> {
  if (batchIds.length === 0) return () => none();
  const found = await database.pool.query<Row>(prepared(sql, [batchIds]));
  const byId = new Map(found.rows.map((row) => [row.id, toCounts(row)]));
  return (id) => byId.get(id) ?? none();
}

function toCounts(row: Row): BatchCounts {
  const { id: _id, files, filesCompleted, filesFailed, filesRefused, ...members } = row;
  return {
    ...members,
    files: { total: files, completed: filesCompleted, failed: filesFailed, refused: filesRefused },
  };
}

function none(): BatchCounts {
  const states = Object.fromEntries(memberStates.map((state) => [state, 0])) as Record<
    (typeof memberStates)[number],
    number
  >;
  return { ...states, total: 0, duplicates: 0, files: { total: 0, completed: 0, failed: 0, refused: 0 } };
}
