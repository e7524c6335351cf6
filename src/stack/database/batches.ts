/** Batches: creating, filling, sealing, and what state their members are in. Rates and ETA are the gateway's. */
import { desc, eq, inArray } from 'drizzle-orm';
import { FlightlineError } from '#contract/errors';
import type { Batch, BatchState } from '#contract/batches';
import type { JobState } from '#contract/jobs';
import type { Lane } from '#contract/queues';
import { countsOf } from './batch-counts';
import { toJsonb } from './jsonb';
import type { Database } from './open';
import { batches } from './schema';
import { prepared } from './prepared';

export type StoredBatch = Omit<Batch, 'etaMs' | 'ratePerS'> & { sealed: boolean };

export interface NewBatch {
  id: string;
  name: string;
  lane: Lane;
  createdAt: number;
}

export interface NewMember {
  /** Given by the caller, from 0, unique in the batch: adding the same one again changes nothing. */
  seq: number;
  fileName: string;
  sizeBytes: number;
  /** Null for a refused file. */
  jobId: string | null;
  duplicate: boolean;
  refusal: { code: string; message: string } | null;
}

/** Creates an open batch; one that exists stays as it is. */
export async function create(database: Database, batch: NewBatch): Promise<void> {
  await database.orm
    .insert(batches)
    .values({ ...batch, state: 'open', sealed: false })
    .onConflictDoNothing();
}

/** One statement, whatever the number. */
export async function addMembers(
  database: Database,
  batchId: string,
  members: readonly NewMember[],
): Promise<void> {
  if (members.length === 0) return;
  await database.pool.query(
    `insert into flightline.batch_members
       (batch_id, seq, file_name, size_bytes, job_id, duplicate, refusal_code, refusal_message)
     select $1, x.seq, x."fileName", x."sizeBytes", x."jobId", x.duplicate, x.refusal ->> 'code', x.refusal ->> 'message'
     from jsonb_to_recordset($2::jsonb)
       as x(seq int, "fileName" text, "sizeBytes" bigint, "jobId" text, duplicate boolean, refusal jsonb)
     on conflict do nothing`,
    [batchId, toJsonb(members)],
  );
}

/** The sequence number the next member may have. */
export async function nextSeq(database: Database, batchId: string): Promise<number> {
  const found = await database.pool.query<{ next: number }>(
    'select coalesce(max(seq) + 1, 0) as next from flightline.batch_members where batch_id = $1',
    [batchId],
  );
  return found.rows[0]?.next ?? 0;
}

/** No more members: an open batch runs from now on, a paused one stays paused. @throws FlightlineError `NOT_FOUND` */
export async function seal(database: Database, id: string): Promise<void> {
  await mustExist(
    database.pool.query(
      `update flightline.batches set sealed = true, scan = null,
         state = case when state = 'open' then 'running' else state end
       where id = $1`,
      [id],
    ),
    id,
  );
}

/** Whether members may be added. @throws FlightlineError `NOT_FOUND`; `CONFLICT` when it is sealed or has ended */
export async function mustBeOpen(database: Database, id: string): Promise<void> {
  const [batch] = await database.orm
    .select({ name: batches.name, state: batches.state, sealed: batches.sealed })
    .from(batches)
    .where(eq(batches.id, id));
  if (batch === undefined) throw new FlightlineError('NOT_FOUND', `There is no batch ${id}.`);
  if (batch.sealed)
    throw new FlightlineError(
      'CONFLICT',
      `The batch “${batch.name}” takes no more files: it is ${batch.state}. Make another one.`,
    );
}

/** How far a folder scan is; null when there is none. */
export async function setScan(database: Database, id: string, scan: Batch['scan']): Promise<void> {
  await database.orm.update(batches).set({ scan }).where(eq(batches.id, id));
}

/**
 * Pause, resume (`running`; an unsealed batch becomes `open`) or cancel (which seals it).
 * @throws FlightlineError `NOT_FOUND`; `CONFLICT` when the batch has ended
 */
export async function setState(
  database: Database,
  change: { id: string; state: 'running' | 'paused' | 'cancelled'; at: number },
): Promise<void> {
  const done = await database.pool.query(
    `update flightline.batches set
       state = case when $2 = 'running' and not sealed then 'open' else $2 end,
       sealed = sealed or $2 = 'cancelled',
       finished_at = case when $2 = 'cancelled' then $3::bigint end
     where id = $1 and state not in ('done', 'cancelled')`,
    [change.id, change.state, change.at],
  );
  if (done.rowCount !== 0) return;
  const batch = await get(database, change.id);
  if (batch.state !== change.state) {
    throw new FlightlineError('CONFLICT', `The batch “${batch.name}” is ${batch.state} already.`);
  }
}

/** Ends those of the batches that are sealed and running and whose jobs have all ended. @returns their ids */
export async function finishIfDone(
  database: Database,
  ids: readonly string[],
  at: number,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `update flightline.batches b set state = 'done', finished_at = $2
     where b.id = any($1::text[]) and b.sealed and b.state = 'running' and not exists (
       select from flightline.batch_members m join flightline.jobs j on j.id = m.job_id
       where m.batch_id = b.id and j.state not in ('completed', 'failed', 'cancelled'))
     returning id`,
    [ids, at],
  );
  return found.rows.map((row) => row.id);
}

/** After jobs were requeued: batches of theirs that had ended run again. @returns ids of those batches */
export async function reopenFor(database: Database, jobIds: readonly string[]): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `update flightline.batches set state = 'running', finished_at = null
     where state in ('done', 'cancelled')
       and id in (select batch_id from flightline.batch_members where job_id = any($1::text[]))
     returning id`,
    [jobIds],
  );
  return found.rows.map((row) => row.id);
}

/** Newest first, with counts. */
export async function list(database: Database, limit = 500): Promise<StoredBatch[]> {
  const rows = await database.orm
    .select()
    .from(batches)
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit);
  return withCounts(database, rows);
}

export async function getMany(database: Database, ids: readonly string[]): Promise<StoredBatch[]> {
  if (ids.length === 0) return [];
  return withCounts(
    database,
    await database.orm
      .select()
      .from(batches)
      .where(inArray(batches.id, [...ids])),
  );
}

/** @throws FlightlineError `NOT_FOUND` */
export async function get(database: Database, id: string): Promise<StoredBatch> {
  const [batch] = await getMany(database, [id]);
  if (batch === undefined) throw new FlightlineError('NOT_FOUND', `There is no batch ${id}.`);
  return batch;
}

/** Batches in one of the states, without counts: what a start goes on with. */
export async function inStates(
  database: Database,
  states: readonly BatchState[],
): Promise<(typeof batches.$inferSelect)[]> {
  return database.orm
    .select()
    .from(batches)
    .where(inArray(batches.state, [...states]));
}

/** Batches that any of the jobs belongs to. */
export async function batchesOf(
  database: Database,
  jobIds: readonly string[],
): Promise<{ jobId: string; id: string; name: string }[]> {
  if (jobIds.length === 0) return [];
  const found = await database.pool.query<{ jobId: string; id: string; name: string }>(
    prepared(
      `select distinct m.job_id as "jobId", b.id, b.name
     from flightline.batch_members m join flightline.batches b on b.id = m.batch_id
     where m.job_id = any($1::text[])`,
      [jobIds],
    ),
  );
  return found.rows;
}

/** Ids of the distinct jobs of a batch that are in one of the states. */
export async function jobIdsOf(
  database: Database,
  batchId: string,
  states: readonly JobState[],
): Promise<string[]> {
  const found = await database.pool.query<{ id: string }>(
    `select distinct j.id from flightline.batch_members m join flightline.jobs j on j.id = m.job_id
     where m.batch_id = $1 and j.state = any($2::text[])`,
    [batchId, states],
  );
  return found.rows.map((row) => row.id);
}

async function withCounts(
  database: Database,
  rows: readonly (typeof batches.$inferSelect)[],
): Promise<StoredBatch[]> {
  const counts = await countsOf(
    database,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, counts: counts(row.id) }));
}

async function mustExist(update: Promise<{ rowCount: number | null }>, id: string): Promise<void> {
  if ((await update).rowCount === 0) throw new FlightlineError('NOT_FOUND', `There is no batch ${id}.`);
}
