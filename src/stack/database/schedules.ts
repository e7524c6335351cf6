/** Rows of schedules and their runs. Whose time has come is decided under a lock, so that a time gets one run. */
import type { PoolClient } from 'pg';
import { FlightlineError } from '#contract/errors';
import { ScheduledWork, mostCatchUpRuns } from '#contract/schedules';
import type { ScheduleHistoryQuery, ScheduleInput, ScheduleRun } from '#contract/schedules';
import { timesBetween } from '../schedule/cron';
import { type DuePlan, planDue } from '../schedule/due';
import { toJsonb, toText } from './jsonb';
import type { Database } from './open';
import { inTransaction } from './transaction';

export interface ScheduleRow extends ScheduleInput {
  id: string;
  paused: boolean;
  engine: string | null;
  createdAt: number;
  updatedAt: number;
  removedAt: number | null;
}

export type RunRow = Omit<ScheduleRun, 'batch' | 'scheduleName'> & {
  scheduleName: string | null;
  batchId: string | null;
  begun: number;
};

const scheduleColumns = `id, name, cron, time_zone as "timeZone", catch_up as "catchUp",
  catch_up_limit as "catchUpLimit", work, paused, engine, created_at as "createdAt", updated_at as "updatedAt",
  removed_at as "removedAt"`;
const runColumns = `r.id, r.schedule_id as "scheduleId", s.name as "scheduleName", r.due_at as "dueAt", r.cause, r.state,
  r.started_at as "startedAt", r.finished_at as "finishedAt", r.message, r.error_code as "errorCode",
  r.batch_id as "batchId", r.begun`;
const runsOfAll = 'flightline.schedule_runs r left join flightline.schedules s on s.id = r.schedule_id';

/** Work that an older or newer Flightline wrote may not parse: the row is then left out by who reads it. */
function parsed(row: ScheduleRow): ScheduleRow | null {
  const work = ScheduledWork.safeParse(row.work);
  return work.success ? { ...row, work: work.data } : null;
}

/** Those that are not removed, by name. */
export async function list(database: Database): Promise<ScheduleRow[]> {
  const found = await database.pool.query<ScheduleRow>(
    `select ${scheduleColumns} from flightline.schedules where removed_at is null order by name, id`,
  );
  return found.rows.flatMap((row) => parsed(row) ?? []);
}

/** Also one that is removed. @throws FlightlineError `NOT_FOUND` */
export async function get(database: Database, id: string): Promise<ScheduleRow> {
  const found = await database.pool.query<ScheduleRow>(
    `select ${scheduleColumns} from flightline.schedules where id = $1`,
    [id],
  );
  const row = found.rows[0] && parsed(found.rows[0]);
  if (!row) throw new FlightlineError('NOT_FOUND', `There is no schedule ${id}.`);
  return row;
}

/** Makes it or changes it; from `at` on its times count. */
export async function save(
  database: Database,
  schedule: ScheduleInput & { id: string; at: number },
): Promise<void> {
  const { id, name, cron, timeZone, catchUp, catchUpLimit, work, at } = schedule;
  await database.pool.query(
    `insert into flightline.schedules
       (id, name, cron, time_zone, catch_up, catch_up_limit, work, created_at, updated_at, settled_until)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $8, $8)
     on conflict (id) do update set name = $2, cron = $3, time_zone = $4, catch_up = $5, catch_up_limit = $6,
       work = $7::jsonb, updated_at = $8, settled_until = $8`,
    [id, toText(name), cron, timeZone, catchUp, catchUpLimit, toJsonb(work), at],
  );
}

/** What an engine declares; one that was there before, even removed, is left as its operator made it. */
export async function declare(
  database: Database,
  schedule: ScheduleInput & { id: string; engine: string; paused: boolean; at: number },
): Promise<void> {
  const { id, name, cron, timeZone, catchUp, catchUpLimit, work, engine, paused, at } = schedule;
  await database.pool.query(
    `insert into flightline.schedules
       (id, name, cron, time_zone, catch_up, catch_up_limit, work, engine, paused, created_at, updated_at,
        settled_until)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $10, $10) on conflict (id) do nothing`,
    [id, name, cron, timeZone, catchUp, catchUpLimit, toJsonb(work), engine, paused, at],
  );
}

/** @returns ids that were changed; those that were so already are not */
export async function setPaused(
  database: Database,
  ids: readonly string[],
  paused: boolean,
  at: number,
): Promise<string[]> {
  const found = await database.pool.query<{ id: string }>(
    `update flightline.schedules set paused = $2, updated_at = $3, settled_until = greatest(settled_until, $3)
     where id = any($1) and paused <> $2 and removed_at is null returning id`,
    [ids, paused, at],
  );
  return found.rows.map(({ id }) => id);
}

export async function setRemoved(
  database: Database,
  ids: readonly string[],
  removed: boolean,
  at: number,
): Promise<string[]> {
  const found = await database.pool.query<{ id: string }>(
    `update flightline.schedules
     set removed_at = case when $2 then $3::bigint end, updated_at = $3, settled_until = greatest(settled_until, $3)
     where id = any($1) and (removed_at is null) = $2 returning id`,
    [ids, removed, at],
  );
  return found.rows.map(({ id }) => id);
}

/** A run for each time that has come and a note of those left out. @returns whether there is a new run */
export async function settleDue(database: Database, id: string, now: number): Promise<boolean> {
  return inTransaction(database.pool, async (client) => {
    const found = await client.query<ScheduleRow & { settledUntil: number }>(
      `select ${scheduleColumns}, settled_until as "settledUntil" from flightline.schedules
       where id = $1 and not paused and removed_at is null for update`,
      [id],
    );
    const row = found.rows[0];
    if (row === undefined || row.settledUntil >= now) return false;
    const { catchUp, catchUpLimit: limit } = row;
    const span = { after: row.settledUntil, until: now, most: mostCatchUpRuns + 1 };
    const plan = planDue({ ...timesBetween(row, span), now, catchUp, limit });
    await client.query('update flightline.schedules set settled_until = $2 where id = $1', [id, now]);
    return enter(client, id, plan, now);
  });
}

async function enter(client: PoolClient, id: string, plan: DuePlan, now: number): Promise<boolean> {
  if (plan.missed !== null) {
    const { count, atLeast, from, to } = plan.missed;
    const times = count === 1 ? 'This time' : `${atLeast ? 'More than ' : ''}${count} times`;
    const since = count === 1 ? '' : `, from ${new Date(from).toISOString().slice(0, 16)}Z on,`;
    await skip(client, { id, dueAt: to, now, message: `${times}${since} passed while nothing could run.` });
  }
  const open = await client.query<{ dueAt: number }>(
    `select due_at as "dueAt" from flightline.schedule_runs
     where schedule_id = $1 and state in ('waiting', 'running') order by due_at limit 1`,
    [id],
  );
  const going = open.rows[0];
  for (const { dueAt, cause } of plan.runs) {
    // Runs that catch up follow each other; the next ordinary one does not pile up behind one that takes long.
    if (going !== undefined && cause === 'time') {
      const since = new Date(going.dueAt).toISOString().slice(0, 16);
      await skip(client, { id, dueAt, now, message: `The run of ${since}Z was still going.` });
      continue;
    }
    await client.query(
      `insert into flightline.schedule_runs (id, schedule_id, due_at, cause, state)
       values ($1, $2, $3, $4, 'waiting') on conflict (id) do nothing`,
      [runIdOf(id, dueAt), id, dueAt, cause],
    );
  }
  return plan.runs.length > 0;
}

/** The same time of a schedule is the same run, however often Redis fires. */
function runIdOf(scheduleId: string, dueAt: number): string {
  return `${scheduleId}-${dueAt}`;
}

async function skip(
  client: PoolClient,
  left: { id: string; dueAt: number; now: number; message: string },
): Promise<void> {
  await client.query(
    `insert into flightline.schedule_runs (id, schedule_id, due_at, cause, state, finished_at, message)
     values ($1, $2, $3, 'time', 'skipped', $4, $5) on conflict (id) do nothing`,
    [runIdOf(left.id, left.dueAt), left.id, left.dueAt, left.now, left.message],
  );
}

/** @throws FlightlineError `CONFLICT` while a run is going */
export async function addManualRun(
  database: Database,
  run: { id: string; scheduleId: string; at: number },
): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    await client.query('select 1 from flightline.schedules where id = $1 for update', [run.scheduleId]);
    const open = await client.query(
      `select 1 from flightline.schedule_runs where schedule_id = $1 and state in ('waiting', 'running') and id <> $2`,
      [run.scheduleId, run.id],
    );
    if (open.rows.length > 0) throw new FlightlineError('CONFLICT', 'A run of this schedule is still going.');
    await client.query(
      `insert into flightline.schedule_runs (id, schedule_id, due_at, cause, state)
       values ($1, $2, $3, 'manual', 'waiting') on conflict (id) do nothing`,
      [run.id, run.scheduleId, run.at],
    );
  });
}

/** Runs that wait or were going when the gateway ended, in the order of their times. */
export async function openRuns(database: Database): Promise<RunRow[]> {
  const found = await database.pool.query<RunRow>(
    `select ${runColumns} from ${runsOfAll} where r.state in ('waiting', 'running') order by r.due_at, r.id`,
  );
  return found.rows;
}

/** @returns how often it was begun now */
export async function beginRun(database: Database, id: string, at: number): Promise<number> {
  const found = await database.pool.query<{ begun: number }>(
    `update flightline.schedule_runs set state = 'running', begun = begun + 1, started_at = coalesce(started_at, $2)
     where id = $1 returning begun`,
    [id, at],
  );
  return found.rows[0]?.begun ?? 0;
}

export async function endRun(
  database: Database,
  id: string,
  end: Pick<RunRow, 'state' | 'message' | 'errorCode' | 'batchId'> & { finishedAt: number },
): Promise<void> {
  await database.pool.query(
    `update flightline.schedule_runs set state = $2, message = $3, error_code = $4, batch_id = $5, finished_at = $6
     where id = $1`,
    [id, end.state, toText(end.message ?? ''), end.errorCode, end.batchId, end.finishedAt],
  );
}

/** @throws FlightlineError `NOT_FOUND` */
export async function getRun(database: Database, id: string): Promise<RunRow> {
  const found = await database.pool.query<RunRow>(`select ${runColumns} from ${runsOfAll} where r.id = $1`, [
    id,
  ]);
  if (!found.rows[0]) throw new FlightlineError('NOT_FOUND', `There is no run ${id}.`);
  return found.rows[0];
}

/** The newest run of each schedule. */
export async function lastRuns(database: Database, ids: readonly string[]): Promise<RunRow[]> {
  const found = await database.pool.query<RunRow>(
    `select distinct on (r.schedule_id) ${runColumns} from ${runsOfAll}
     where r.schedule_id = any($1) order by r.schedule_id, r.due_at desc, r.id`,
    [ids],
  );
  return found.rows;
}

/** Newest first. */
export async function history(
  database: Database,
  query: ScheduleHistoryQuery,
): Promise<{ rows: RunRow[]; total: number }> {
  const values = [query.scheduleId ?? null, query.states ?? null];
  const where = '($1::text is null or r.schedule_id = $1) and ($2::text[] is null or r.state = any($2))';
  const [rows, total] = await Promise.all([
    database.pool.query<RunRow>(
      `select ${runColumns} from ${runsOfAll} where ${where} order by r.due_at desc, r.id offset $3 limit $4`,
      [...values, query.offset, query.limit],
    ),
    database.pool.query<{ count: number }>(
      `select count(*) as count from flightline.schedule_runs r where ${where}`,
      values,
    ),
  ]);
  return { rows: rows.rows, total: total.rows[0]?.count ?? 0 };
}
