/** Batches: sets of files that were given together and are watched, paused and cancelled together. */
import { z } from 'zod';
import { Lane } from './queues';
import { JobState } from './jobs';

export const BatchState = z.enum(['open', 'running', 'paused', 'cancelled', 'done']);
/** `open`: members may still be added (an upload or a folder scan is under way). */
export type BatchState = z.infer<typeof BatchState>;

/** Files of a batch. One that several engines take has a member for each of them. */
export const FileCounts = z.object({
  total: z.number().int(),
  /** Every run on the file is completed. */
  completed: z.number().int(),
  /** A run on it failed or was cancelled. */
  failed: z.number().int(),
  /** No engine took it, or it could not be read. */
  refused: z.number().int(),
});
export type FileCounts = z.infer<typeof FileCounts>;

/** Members (runs, and files that were refused) by state. */
export const BatchCounts = z.object({
  files: FileCounts,
  /** Members, refused ones included. */
  total: z.number().int(),
  waiting: z.number().int(),
  active: z.number().int(),
  delayed: z.number().int(),
  paused: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  /** Files that no engine took or that could not be read. */
  refused: z.number().int(),
  /** Members that share their job with an earlier member or batch. */
  duplicates: z.number().int(),
});
export type BatchCounts = z.infer<typeof BatchCounts>;

export const Batch = z.object({
  id: z.string(),
  name: z.string(),
  state: BatchState,
  lane: Lane,
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  counts: BatchCounts,
  /** Ms until done at the present rate; null while unknown or not running. */
  etaMs: z.number().nullable(),
  /** Members finished per second over the last seconds. */
  ratePerS: z.number().nullable(),
  /** Set while a folder is being read on this machine. */
  scan: z.object({ found: z.number().int(), read: z.number().int() }).nullable(),
});
export type Batch = z.infer<typeof Batch>;

export const MemberState = z.enum([...JobState.options, 'refused']);
export type MemberState = z.infer<typeof MemberState>;

export const BatchMember = z.object({
  seq: z.number().int(),
  /** Path relative to what was dropped. */
  fileName: z.string(),
  sizeBytes: z.number(),
  state: MemberState,
  duplicate: z.boolean(),
  jobId: z.string().nullable(),
  engine: z.string().nullable(),
  progress: z.number().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
});
export type BatchMember = z.infer<typeof BatchMember>;

export const MemberPageQuery = z.object({
  batchId: z.string(),
  states: z.array(MemberState).optional(),
  search: z.string().max(200).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type MemberPageQuery = z.infer<typeof MemberPageQuery>;
export const MemberPage = z.object({ rows: z.array(BatchMember), total: z.number().int() });
export type MemberPage = z.infer<typeof MemberPage>;
