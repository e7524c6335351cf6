/** Results of the engine that are not in the library yet. */
import type { Database } from '../open';
import { prepared } from '../prepared';
import type { Writes } from '../writes';

export interface UntakenResult {
  jobId: string;
  sha256: string;
  fileName: string;
  acceptedAt: number;
  output: unknown;
}

/** Of these jobs, or of all when there is no list; in the order in which they ended. */
export async function untakenJobs(
  database: Database,
  engine: string,
  { among, limit }: { among?: readonly string[]; limit: number },
): Promise<string[]> {
  const found = await database.pool.query<{ id: string }>(
    prepared(
      `select j.id from flightline.jobs j
     where j.engine = $1 and j.state = 'completed' ${among ? 'and j.id = any($3::text[])' : ''}
       and not exists (select from flightline.media_taken t where t.job_id = j.id)
     order by j.finished_at, j.id limit $2`,
      [engine, limit, ...(among ? [among] : [])],
    ),
  );
  return found.rows.map(({ id }) => id);
}

/** Null when it has none, or was taken over meanwhile. */
export async function untakenResult(database: Database, jobId: string): Promise<UntakenResult | null> {
  const found = await database.pool.query<UntakenResult>(
    prepared(
      `select j.id as "jobId", j.sha256, j.file_name as "fileName", j.accepted_at as "acceptedAt", r.output
     from flightline.jobs j join flightline.results r on r.job_id = j.id
     where j.id = $1 and not exists (select from flightline.media_taken t where t.job_id = j.id)`,
      [jobId],
    ),
  );
  return found.rows[0] ?? null;
}

/** From now on it is no longer untaken; with the writes of what it says. */
export function markTaken(
  writes: Writes,
  jobId: string,
  { assetId, problem, at }: { assetId: string | null; problem: string | null; at: number },
): void {
  const row = [jobId, assetId, at, problem].map((value) => writes.add(value));
  writes.put(
    `insert into flightline.media_taken (job_id, asset_id, taken_at, problem) values (${row.join(', ')})
     on conflict (job_id) do nothing`,
  );
}
