/** The tables as drizzle sees them; `resources/migrations` is what creates them. Times are ms since the epoch. */
import {
  bigint,
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Batch, BatchState } from '#contract/batches';
import type { JobAttempt, JobLogLine, JobRow, JobState } from '#contract/jobs';
import type { BulkRequest, CanaryResult, LetterBulk } from '#contract/letter-bulks';
import type { ScalingAct } from '#contract/scaling';
import type { Lane } from '#contract/queues';

export const schemaName = 'flightline';
const flightline = pgSchema(schemaName);
/** 53 bits are enough for times and sizes. */
const int8 = (name: string) => bigint(name, { mode: 'number' });

export const jobs = flightline.table('jobs', {
  id: text('id').primaryKey(),
  engine: text('engine').notNull(),
  engineVersion: integer('engine_version').notNull(),
  lane: text('lane').$type<Lane>().notNull(),
  state: text('state').$type<JobState>().notNull(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  sizeBytes: int8('size_bytes').notNull(),
  options: jsonb('options').$type<Record<string, unknown>>().notNull(),
  attempts: integer('attempts').notNull(),
  crashes: integer('crashes').notNull(),
  /** Raised by each manual retry: what belongs to an earlier one changes nothing any more. */
  generation: integer('generation').notNull(),
  acceptedAt: int8('accepted_at').notNull(),
  startedAt: int8('started_at'),
  finishedAt: int8('finished_at'),
  waitMs: doublePrecision('wait_ms'),
  runMs: doublePrecision('run_ms'),
  worker: text('worker'),
  errorCode: text('error_code'),
  errorMessage: text('error_message'),
  summary: jsonb('summary').$type<JobRow['summary']>(),
  /** The job of the step before, which must complete first. */
  afterId: text('after_id'),
  /** W3C `traceparent` of whoever brought the file. */
  trace: text('trace'),
  updatedAt: int8('updated_at').notNull(),
});

/** What rows are sorted and searched by and what never changes with their state. Kept by triggers of `jobs`. */
export const jobNames = flightline.table(
  'job_names',
  {
    /** The beginning of the file's name, 600 characters. */
    name: text('name').notNull(),
    jobId: text('job_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.jobId] })],
);

/** Changes of counts: their sum by engine, lane and state is the count. Kept by triggers of `jobs`. */
export const jobCounts = flightline.table('job_counts', {
  engine: text('engine').notNull(),
  lane: text('lane').$type<Lane>().notNull(),
  state: text('state').$type<JobState>().notNull(),
  jobs: int8('jobs').notNull(),
});

export const results = flightline.table('results', {
  jobId: text('job_id').primaryKey(),
  engineVersion: integer('engine_version').notNull(),
  output: jsonb('output').$type<unknown>().notNull(),
  createdAt: int8('created_at').notNull(),
  runMs: doublePrecision('run_ms'),
  worker: text('worker'),
});

export const jobAttempts = flightline.table(
  'job_attempts',
  {
    jobId: text('job_id').notNull(),
    generation: integer('generation').notNull(),
    attempt: integer('attempt').notNull(),
    startedAt: int8('started_at').notNull(),
    finishedAt: int8('finished_at').notNull(),
    worker: text('worker').notNull(),
    outcome: text('outcome').$type<JobAttempt['outcome']>().notNull(),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    stack: text('stack'),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.generation, t.attempt, t.startedAt] })],
);

export const jobLogs = flightline.table(
  'job_logs',
  {
    jobId: text('job_id').notNull(),
    generation: integer('generation').notNull(),
    attempt: integer('attempt').notNull(),
    seq: integer('seq').notNull(),
    at: int8('at').notNull(),
    level: text('level').$type<JobLogLine['level']>().notNull(),
    event: text('event').notNull(),
    fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.generation, t.attempt, t.seq] })],
);

export const batches = flightline.table('batches', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  lane: text('lane').$type<Lane>().notNull(),
  state: text('state').$type<BatchState>().notNull(),
  sealed: boolean('sealed').notNull(),
  scan: jsonb('scan').$type<Batch['scan']>(),
  createdAt: int8('created_at').notNull(),
  finishedAt: int8('finished_at'),
});

export const batchMembers = flightline.table(
  'batch_members',
  {
    batchId: text('batch_id').notNull(),
    seq: integer('seq').notNull(),
    fileName: text('file_name').notNull(),
    sizeBytes: int8('size_bytes').notNull(),
    jobId: text('job_id'),
    duplicate: boolean('duplicate').notNull(),
    refusalCode: text('refusal_code'),
    refusalMessage: text('refusal_message'),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.seq] })],
);

export const letterBulks = flightline.table('letter_bulks', {
  id: text('id').primaryKey(),
  verb: text('verb').$type<LetterBulk['verb']>().notNull(),
  request: jsonb('request').$type<BulkRequest>().notNull(),
  state: text('state').$type<LetterBulk['state']>().notNull(),
  actor: text('actor').notNull(),
  total: integer('total').notNull(),
  passed: integer('passed').notNull(),
  done: integer('done').notNull(),
  cursorAt: int8('cursor_at'),
  cursorId: text('cursor_id'),
  canary: jsonb('canary').$type<CanaryResult>(),
  message: text('message'),
  createdAt: int8('created_at').notNull(),
  startedAt: int8('started_at'),
  finishedAt: int8('finished_at'),
});

export const audit = flightline.table('audit', {
  key: uuid('key').primaryKey(),
  at: int8('at').notNull(),
  actor: text('actor').notNull(),
  act: text('act').notNull(),
  subject: jsonb('subject').$type<unknown>().notNull(),
  answer: jsonb('answer').$type<{ value: unknown }>(),
  error: jsonb('error').$type<{ code: string | null; message: string }>(),
  finishedAt: int8('finished_at'),
});

export const scalingDecisions = flightline.table('scaling_decisions', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  at: int8('at').notNull(),
  pool: text('pool').notNull(),
  act: text('act').$type<ScalingAct>().notNull(),
  actor: text('actor').notNull(),
  before: integer('size_before').notNull(),
  after: integer('size_after').notNull(),
  reason: text('reason').notNull(),
});

export const kv = flightline.table('kv', {
  key: text('key').primaryKey(),
  value: jsonb('value').$type<unknown>().notNull(),
  updatedAt: int8('updated_at').notNull(),
});
