/** Jobs as the console, the API and the command line see them. */
import { z } from 'zod';
import { Lane } from './queues';

export const jobStates = [
  'waiting',
  'active',
  'delayed',
  'paused',
  'completed',
  'failed',
  'cancelled',
] as const;
export const JobState = z.enum(jobStates);
export type JobState = z.infer<typeof JobState>;

export const terminalStates: readonly JobState[] = ['completed', 'failed', 'cancelled'];

/** One row of the runs table. Times are ms since the epoch. */
export const JobRow = z.object({
  id: z.string(),
  engine: z.string(),
  engineVersion: z.number().int(),
  lane: Lane,
  state: JobState,
  fileName: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  attempts: z.number().int(),
  acceptedAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  /** From accepted (or due) to started. */
  waitMs: z.number().nullable(),
  runMs: z.number().nullable(),
  /** 0..1 while active. */
  progress: z.number().nullable(),
  worker: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** Values of the engine's summary columns, in their order. */
  summary: z.array(z.union([z.string(), z.number(), z.null()])).nullable(),
});
export type JobRow = z.infer<typeof JobRow>;

export const JobAttempt = z.object({
  attempt: z.number().int(),
  startedAt: z.number(),
  finishedAt: z.number(),
  worker: z.string(),
  outcome: z.enum(['completed', 'failed', 'retried', 'cancelled', 'crashed']),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  stack: z.string().nullable(),
});
export type JobAttempt = z.infer<typeof JobAttempt>;

export const JobLogLine = z.object({
  at: z.number(),
  level: z.enum(['info', 'warn', 'error']),
  event: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
export type JobLogLine = z.infer<typeof JobLogLine>;

export const JobDetail = z.object({
  job: JobRow,
  options: z.record(z.string(), z.unknown()),
  /** The engine's output; its schema is the engine's. Null until completed. */
  output: z.unknown(),
  attempts: z.array(JobAttempt),
  logs: z.array(JobLogLine),
  batches: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The newest job of each engine on the same file, this one included: the steps of its workflow. */
  sameFile: z.array(
    z.object({ id: z.string(), engine: z.string(), state: JobState, errorMessage: z.string().nullable() }),
  ),
  /** Names of the derived forms at `/api/v1/jobs/{id}/views/{name}`. */
  views: z.array(z.string()),
});
export type JobDetail = z.infer<typeof JobDetail>;

export const JobFilter = z.object({
  states: z.array(JobState).optional(),
  engine: z.string().optional(),
  batchId: z.string().optional(),
  lane: Lane.optional(),
  /** Case-insensitive: a part of the file name or the error message, or the beginning of the id. */
  search: z.string().max(200).optional(),
  acceptedFrom: z.number().optional(),
  acceptedTo: z.number().optional(),
});
export type JobFilter = z.infer<typeof JobFilter>;

export const jobSortKeys = [
  'acceptedAt',
  'finishedAt',
  'fileName',
  'waitMs',
  'runMs',
  'sizeBytes',
  'state',
] as const;
export const JobSort = z.object({ key: z.enum(jobSortKeys), descending: z.boolean() });
export type JobSort = z.infer<typeof JobSort>;

export const JobPageQuery = z.object({
  filter: JobFilter.default({}),
  sort: JobSort.default({ key: 'acceptedAt', descending: true }),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type JobPageQuery = z.infer<typeof JobPageQuery>;

export const JobPage = z.object({
  rows: z.array(JobRow),
  /** Rows the filter matches. */
  total: z.number().int(),
});
export type JobPage = z.infer<typeof JobPage>;

export const StateCounts = z.record(JobState, z.number().int());
export type StateCounts = z.infer<typeof StateCounts>;

/** What an act on several things did: how many it changed and why it left out the others. */
export const ActResult = z.object({
  done: z.number().int(),
  skipped: z.array(z.object({ id: z.string(), reason: z.string() })),
});
export type ActResult = z.infer<typeof ActResult>;
