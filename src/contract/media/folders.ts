/** Watched folders: what appears in them is taken in by itself. */
import { z } from 'zod';

export const WatchedFolder = z.object({
  id: z.string(),
  path: z.string(),
  recursive: z.boolean(),
  paused: z.boolean(),
  addedAt: z.number(),
  scannedAt: z.number().nullable(),
  /** Files taken in, known already, refused; and those that are still being written. */
  taken: z.number().int(),
  known: z.number().int(),
  refused: z.number().int(),
  waiting: z.number().int(),
  /** Why it is not watched at the moment, and null when it is. */
  problem: z.string().nullable(),
});
export type WatchedFolder = z.infer<typeof WatchedFolder>;

export const NewWatchedFolder = z.object({
  path: z.string().trim().min(1).max(4000),
  recursive: z.boolean().default(true),
});
export type NewWatchedFolder = z.infer<typeof NewWatchedFolder>;

export const WatchedOutcome = z.enum(['accepted', 'known', 'refused']);
export type WatchedOutcome = z.infer<typeof WatchedOutcome>;

export const WatchedFilesQuery = z.object({
  /** The folder's. */
  id: z.guid(),
  /** Dealt with last first. */
  limit: z.number().int().min(1).max(500).default(100),
  outcome: WatchedOutcome.optional(),
});
export type WatchedFilesQuery = z.infer<typeof WatchedFilesQuery>;

export const WatchedFile = z.object({
  path: z.string(),
  sizeBytes: z.number(),
  modifiedAt: z.number(),
  outcome: WatchedOutcome,
  message: z.string().nullable(),
  jobId: z.string().nullable(),
});
export type WatchedFile = z.infer<typeof WatchedFile>;
