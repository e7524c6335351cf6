/** The recorder: what became of jobs, many at a time, in one statement (so one transaction, one round trip). */
import { asc, eq } from 'drizzle-orm';
import type { JobAttempt, JobLogLine, JobRow, JobState } from '#contract/jobs';
import type { LetterAttempt } from '#contract/dead-letters';
import { toJsonb } from './jsonb';
import type { Database } from './open';
import { recordOutcomes, recordStarts } from './outcomes-sql';
import { jobAttempts, jobLogs, results } from './schema';
import { prepared } from './prepared';

const mostLines = 2000;

export interface JobStart {
  jobId: string;
  generation: number;
  startedAt: number;
  worker: string;
  waitMs: number | null;
}

/** How one attempt ended and what that makes of its job. */
export interface JobOutcome {
  jobId: string;
  /** From the job's row when it was queued; an outcome of an earlier generation is kept out. */
  generation: number;
  /** `attempt.attempt` counts from 1 within the generation. */
  attempt: JobAttempt;
  /** The job's state now: terminal, or `delayed`/`waiting` when it is tried again. */
  state: JobState;
  waitMs: number | null;
  runMs: number | null;
  /** Process deaths so far under this job. */
  crashes: number;
  /** With `completed`. */
  result: { engineVersion: number; output: unknown; summary: JobRow['summary'] } | null;
  /** With `failed`: groups dead letters of the same cause. */
  fingerprint: string | null;
  logs: readonly JobLogLine[];
}

export interface Recorded {
  /** Jobs whose state changed. */
  changed: string[];
  /** Jobs without a row: insert them (`insertMany`) and record again. Nothing of theirs was stored. */
  unknown: string[];
}

/** Marks jobs as active. Jobs that ended meanwhile, or that are of a later generation, stay as they are. */
export async function applyStarts(database: Database, starts: readonly JobStart[]): Promise<string[]> {
  if (starts.length === 0) return [];
  const found = await database.pool.query<{ id: string }>(prepared(recordStarts, [toJsonb(starts)]));
  return found.rows.map((row) => row.id);
}

/**
 * Records outcomes: state, attempt, log lines, result, dead letter. Repeating it changes nothing: a result is written
 * once, a job that ended in its generation stays ended, attempts and log lines have keys.
 * Several outcomes of one job may be in the list; the latest decides.
 */
export async function applyOutcomes(database: Database, outcomes: readonly JobOutcome[]): Promise<Recorded> {
  if (outcomes.length === 0) return { changed: [], unknown: [] };
  const found = await database.pool.query<{ id: string; known: boolean; changed: boolean }>(
    prepared(recordOutcomes, [toJsonb(outcomes)]),
  );
  return {
    changed: found.rows.filter((row) => row.changed).map((row) => row.id),
    unknown: found.rows.filter((row) => !row.known).map((row) => row.id),
  };
}

export interface StoredResult {
  jobId: string;
  engineVersion: number;
  output: unknown;
  createdAt: number;
  runMs: number | null;
  worker: string | null;
}

/** Null until the job has completed. */
export async function getResult(database: Database, jobId: string): Promise<StoredResult | null> {
  const found = await database.orm.select().from(results).where(eq(results.jobId, jobId));
  return found[0] ?? null;
}

/** Those of the ids that have a result: a worker asks before it runs a job again. */
export async function withResult(database: Database, jobIds: readonly string[]): Promise<Set<string>> {
  if (jobIds.length === 0) return new Set();
  const found = await database.pool.query<{ id: string }>(
    'select job_id as id from flightline.results where job_id = any($1::text[])',
    [jobIds],
  );
  return new Set(found.rows.map((row) => row.id));
}

/** All attempts of all generations, oldest first. */
export async function attemptsOf(database: Database, jobId: string): Promise<JobAttempt[]> {
  const found = await database.orm
    .select()
    .from(jobAttempts)
    .where(eq(jobAttempts.jobId, jobId))
    .orderBy(asc(jobAttempts.generation), asc(jobAttempts.startedAt), asc(jobAttempts.attempt));
  return found.map(({ jobId: _jobId, generation: _generation, ...attempt }) => attempt);
}

/** The same, each with the lines it logged. */
export async function attemptsWithLogs(database: Database, jobId: string): Promise<LetterAttempt[]> {
  const [attempts, lines] = await Promise.all([
    database.orm
      .select()
      .from(jobAttempts)
      .where(eq(jobAttempts.jobId, jobId))
      .orderBy(asc(jobAttempts.generation), asc(jobAttempts.startedAt), asc(jobAttempts.attempt)),
    database.orm
      .select()
      .from(jobLogs)
      .where(eq(jobLogs.jobId, jobId))
      .orderBy(asc(jobLogs.generation), asc(jobLogs.attempt), asc(jobLogs.seq))
      .limit(mostLines),
  ]);
  return attempts.map(({ jobId: _jobId, ...attempt }) => ({
    ...attempt,
    logs: lines
      .filter((line) => line.generation === attempt.generation && line.attempt === attempt.attempt)
      .map(({ at, level, event, fields }) => ({ at, level, event, fields })),
  }));
}

/** Log lines, oldest first. */
export async function logsOf(database: Database, jobId: string, limit = 500): Promise<JobLogLine[]> {
  const found = await database.orm
    .select({ at: jobLogs.at, level: jobLogs.level, event: jobLogs.event, fields: jobLogs.fields })
    .from(jobLogs)
    .where(eq(jobLogs.jobId, jobId))
    .orderBy(asc(jobLogs.generation), asc(jobLogs.attempt), asc(jobLogs.seq))
    .limit(limit);
  return found;
}
