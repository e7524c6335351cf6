/** Dead letters whose payload was edited: the job goes on as another one, or as itself with another name or lane. */
import type { Lane } from '#contract/queues';
import { toJsonb } from './jsonb';
import { letterColumns } from './letter-columns';
import type { Database } from './open';
import type { Leaving } from './letters-gone';

/** Name and lane are no part of a job's id: the letter's own job takes them. */
export async function rename(
  database: Database,
  jobs: readonly { id: string; fileName: string; lane: Lane }[],
): Promise<void> {
  if (jobs.length === 0) return;
  await database.pool.query(
    `update flightline.jobs j set file_name = x."fileName", lane = x.lane
     from jsonb_to_recordset($1::jsonb) as x(id text, "fileName" text, lane text)
     where j.id = x.id and j.state = 'failed' and exists (select from flightline.dead_letters d where d.job_id = j.id)`,
    [toJsonb(jobs)],
  );
}

/**
 * Other jobs take the place of the letters' ones: in their batches, and before the steps that waited for them. The
 * letters go and are kept for an undo. @returns ids of letters that were there
 */
export async function replace(
  database: Database,
  pairs: readonly { id: string; newId: string }[],
  by: Leaving,
): Promise<string[]> {
  if (pairs.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with pairs as (
       select x.id, x."newId" as new_id from jsonb_to_recordset($1::jsonb) as x(id text, "newId" text)
     ), letters as (
       delete from flightline.dead_letters where job_id in (select id from pairs) returning ${letterColumns}
     ), gone as (
       insert into flightline.letters_gone (job_id, generation, how, at, act, replaced_by, letter)
       select l.job_id, l.generation, 'edited', $2, $3, p.new_id, to_jsonb(l)
       from letters l join pairs p on p.id = l.job_id
       on conflict (job_id, generation) do nothing
     ), members as (
       update flightline.batch_members m set job_id = p.new_id
       from pairs p join letters l on l.job_id = p.id where m.job_id = p.id
     ), later as (
       update flightline.jobs j set after_id = p.new_id
       from pairs p join letters l on l.job_id = p.id where j.after_id = p.id
     )
     select job_id as id from letters`,
    [toJsonb(pairs), by.at, by.act],
  );
  return found.rows.map((row) => row.id);
}

/** The other way round: the old jobs have their places and letters again. @returns ids of letters that came back */
export async function unreplace(
  database: Database,
  act: string,
  jobIds: readonly string[],
): Promise<string[]> {
  if (jobIds.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(
    `with back as (
       update flightline.letters_gone g set how = 'discarded'
       where g.act = $1 and g.how = 'edited' and g.job_id = any($2::text[])
       returning g.job_id, g.replaced_by
     ), members as (
       update flightline.batch_members m set job_id = b.job_id from back b where m.job_id = b.replaced_by
     ), later as (
       update flightline.jobs j set after_id = b.job_id from back b where j.after_id = b.replaced_by
     )
     select job_id as id from back`,
    [act, jobIds],
  );
  return found.rows.map((row) => row.id);
}
