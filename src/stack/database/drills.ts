/** Reports of drills, and what the database knows of a drill's jobs. */
import type { DrillReport } from '#contract/drills';
import { DrillReport as Report } from '#contract/drills';
import { toJsonb } from './jsonb';
import type { Database } from './open';
import { inTransaction } from './transaction';

const keptReports = 50;

export async function saveDrill(database: Database, report: DrillReport): Promise<void> {
  await database.pool.query(
    `insert into flightline.drills (id, started_at, state, report) values ($1, $2, $3, $4::jsonb)
     on conflict (id) do update set state = excluded.state, report = excluded.report`,
    [report.id, report.startedAt, report.state, toJsonb(report)],
  );
}

/** Newest first. */
export async function listDrills(database: Database): Promise<DrillReport[]> {
  const found = await database.pool.query<{ report: unknown }>(
    'select report from flightline.drills order by started_at desc limit $1',
    [keptReports],
  );
  return found.rows.map(({ report }) => Report.parse(report));
}

export async function getDrill(database: Database, id: string): Promise<DrillReport | null> {
  const found = await database.pool.query<{ report: unknown }>(
    'select report from flightline.drills where id = $1',
    [id],
  );
  return found.rows[0] ? Report.parse(found.rows[0].report) : null;
}

export async function dropOldDrills(database: Database): Promise<void> {
  await database.pool.query(
    `delete from flightline.drills where id not in
       (select id from flightline.drills order by started_at desc limit $1)`,
    [keptReports],
  );
}

export interface JobFacts {
  known: number;
  completed: number;
  failed: number;
  results: number;
  /** Jobs that ended well more than once. */
  doubled: number;
  /** Jobs that a process died with. */
  crashed: number;
}

export async function factsOfJobs(database: Database, ids: readonly string[]): Promise<JobFacts> {
  const found = await database.pool.query<JobFacts>(
    `select count(*)::int as known,
       count(*) filter (where j.state = 'completed')::int as completed,
       count(*) filter (where j.state in ('failed', 'cancelled'))::int as failed,
       count(*) filter (where j.crashes > 0)::int as crashed,
       (select count(*)::int from flightline.results r where r.job_id = any($1)) as results,
       (select count(*)::int from (
          select a.job_id from flightline.job_attempts a
          where a.job_id = any($1) and a.outcome = 'completed' group by a.job_id having count(*) > 1
        ) twice) as doubled
     from flightline.jobs j where j.id = any($1)`,
    [ids],
  );
  return found.rows[0] ?? { known: 0, completed: 0, failed: 0, results: 0, doubled: 0, crashed: 0 };
}

/** Takes the jobs of a drill that passed away again; their files are collected later. */
export async function removeJobs(database: Database, ids: readonly string[]): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    for (const table of ['results', 'job_attempts', 'job_logs'])
      await client.query(`delete from flightline.${table} where job_id = any($1)`, [ids]);
    await client.query('delete from flightline.jobs where id = any($1)', [ids]);
  });
}
