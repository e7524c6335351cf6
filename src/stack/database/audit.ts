/** The audit log, which is also what makes acts happen once: its key is the act's idempotency key. */
import { desc } from 'drizzle-orm';
import { FlightlineError, messageOf } from '#contract/errors';
import type { Act } from '#contract/services/act';
import { entryBody } from './audit-body';
import { toJsonb } from './jsonb';
import type { Database } from './open';
import { audit } from './schema';

export interface AuditedAct extends Act {
  /** E.g. `jobs.retry`. */
  act: string;
  /** What it was done to; kept as it is. */
  subject: unknown;
}

/** What a handler says about the thing it changed; small values, for people to read. */
export interface Change {
  before?: unknown;
  after?: unknown;
}

interface Running {
  /** Act and subject: a key stands for one of them. */
  identity: string;
  answer: Promise<unknown>;
}

/** Acts that run in this process at the moment, by key, for each database. */
const running = new WeakMap<Database, Map<string, Running>>();

/**
 * Runs `work` at most once to its end for a key and stores its answer; the same key again gets the stored answer, or
 * joins the one that is running. When the process died half-way, or `work` threw, the key may run `work` again: so
 * `work` must be repeatable. Answers must be JSON.
 * @throws FlightlineError `CONFLICT` when the key was used for another act or subject; whatever `work` throws
 */
export async function once<T>(
  database: Database,
  by: AuditedAct,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const mine = running.get(database) ?? new Map<string, Running>();
  running.set(database, mine);
  const identity = toJsonb([by.act, by.subject]);
  const already = mine.get(by.key);
  if (already !== undefined) {
    if (already.identity !== identity) throw otherAct();
    return (await already.answer) as T;
  }
  const answer = carryOut(database, by, work);
  mine.set(by.key, { identity, answer });
  try {
    return await answer;
  } finally {
    mine.delete(by.key);
  }
}

function otherAct(): FlightlineError {
  return new FlightlineError('CONFLICT', 'This key was used for another act; send a fresh one.');
}

async function carryOut<T>(
  database: Database,
  by: AuditedAct,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const began = Date.now();
  const change: Change = {};
  const stored = await claim(database, by);
  if (stored !== null) return stored.value as T;
  try {
    const value = await work(change);
    await finish(database, { by, began, change, answer: { value }, error: null });
    return value;
  } catch (error) {
    const code = error instanceof FlightlineError ? error.code : null;
    const told = { code, message: messageOf(error) };
    await finish(database, { by, began, change, answer: null, error: told });
    throw error;
  }
}

/** Writes the row if it is new. @returns the stored answer, if there is one */
async function claim(database: Database, by: AuditedAct): Promise<{ value: unknown } | null> {
  const found = await database.pool.query<{ answer: { value: unknown } | null; same: boolean }>(
    `insert into flightline.audit as a (key, at, actor, act, subject) values ($1, $2, $3, $4, $5::jsonb)
     on conflict (key) do update set at = a.at
     returning a.answer, a.act = $4 and a.subject = $5::jsonb as same`,
    [by.key, Date.now(), by.actor, by.act, toJsonb(by.subject)],
  );
  const row = found.rows[0];
  if (row?.same !== true) throw otherAct();
  return row.answer;
}

interface End {
  by: AuditedAct;
  began: number;
  change: Change;
  answer: { value: unknown } | null;
  error: { code: string | null; message: string } | null;
}

/** The end of an act and its entry in the chain are one statement; the head's row makes entries follow each other. */
async function finish(database: Database, { by, began, change, answer, error }: End): Promise<void> {
  const at = Date.now();
  const outcome = error === null ? 'done' : 'failed';
  const body = entryBody({ ...by, at, began, outcome, error, ...change, answer: answer?.value });
  await database.pool.query(
    `with head as (
       update flightline.audit_head
       set seq = seq + 1,
         hash = encode(sha256(convert_to(hash || E'\n' || (seq + 1)::text || E'\n' || $8::text, 'UTF8')), 'hex')
       where id = 1 returning seq, hash),
     entry as (
       insert into flightline.audit_entries (seq, key, at, actor, act, outcome, body, hash)
       select head.seq, $1, $4, $5, $6, $7, $8::text, head.hash from head)
     update flightline.audit set answer = $2::jsonb, error = $3::jsonb, finished_at = $4 where key = $1`,
    [by.key, answer && toJsonb(answer), error && toJsonb(error), at, by.actor, by.act, outcome, body],
  );
}

/** The newest acts, ended or not. */
export async function recent(database: Database, limit: number): Promise<(typeof audit.$inferSelect)[]> {
  return database.orm.select().from(audit).orderBy(desc(audit.at)).limit(limit);
}
