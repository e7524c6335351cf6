/** Dead letters: jobs whose attempts are used up, or whose input can never succeed. */
import { z } from 'zod';
import { JobAttempt, JobLogLine } from './jobs';
import { Lane } from './queues';

export const DeadLetter = z.object({
  jobId: z.string(),
  engine: z.string(),
  engineVersion: z.number().int(),
  lane: Lane,
  fileName: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  errorCode: z.string(),
  errorMessage: z.string(),
  /** What the user can do about it. */
  action: z.string(),
  fingerprint: z.string(),
  failedAt: z.number(),
  attempts: z.number().int(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** What of a job's payload can be edited; engine and file are what the letter is about. */
export const LetterPayload = z.strictObject({
  fileName: z.string().min(1).max(1000).describe('What the file is called.'),
  lane: Lane.describe('The queue it waits in.'),
  options: z.record(z.string(), z.unknown()).describe("The engine's options."),
});
export type LetterPayload = z.infer<typeof LetterPayload>;

/** An attempt with what it logged. */
export const LetterAttempt = JobAttempt.extend({ generation: z.number().int(), logs: z.array(JobLogLine) });
export type LetterAttempt = z.infer<typeof LetterAttempt>;

export const DeadLetterDetail = DeadLetter.extend({
  options: z.record(z.string(), z.unknown()),
  stack: z.string().nullable(),
  timeline: z.array(LetterAttempt),
  batches: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type DeadLetterDetail = z.infer<typeof DeadLetterDetail>;

/** Which letters; what is not given does not matter. */
export const LetterFilter = z.object({
  engine: z.string().max(40).optional(),
  errorCode: z.string().max(60).optional(),
  fingerprint: z.string().max(120).optional(),
  /** Case-insensitive: a part of file name, error, engine, lane or options; or a whole job id or SHA-256. */
  search: z.string().max(200).optional(),
});
export type LetterFilter = z.infer<typeof LetterFilter>;

export const letterOrders = ['newest', 'oldest'] as const;

export const DeadLetterQuery = LetterFilter.extend({
  order: z.enum(letterOrders).default('newest'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;
export const DeadLetterPage = z.object({
  rows: z.array(DeadLetter),
  /** At most `mostFound` under a search. */
  total: z.number().int(),
  /** There are more than `total`: a search counts only so far. */
  hasMore: z.boolean(),
  /** Letters per error code, whatever the search. */
  byCode: z.array(z.object({ errorCode: z.string(), count: z.number().int() })),
});
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;

/** A search lists so many letters; a narrower one shows the rest, and acts on a search reach all. */
export const mostFound = 1000;

/** Letters of one cause. */
export const LetterGroup = z.object({
  fingerprint: z.string(),
  engine: z.string(),
  errorCode: z.string(),
  /** Of the newest letter, with its particulars. */
  message: z.string(),
  action: z.string(),
  /** That lie here now; under a search, those that match. */
  letters: z.number().int(),
  /** That ever came. */
  seen: z.number().int(),
  engineVersions: z.array(z.number().int()),
  firstAt: z.number(),
  lastAt: z.number(),
  /** How many came in each of `sparkParts` parts of the time that was asked for, oldest first. */
  spark: z.array(z.number().int()),
  sample: z.object({ jobId: z.string(), fileName: z.string() }).nullable(),
});
export type LetterGroup = z.infer<typeof LetterGroup>;

export const groupSorts = ['letters', 'last', 'first'] as const;
export const sparkParts = 24;

export const LetterGroupQuery = LetterFilter.extend({
  sort: z.enum(groupSorts).default('last'),
  /** Time the sparklines show, up to now. */
  hours: z.union([z.literal(24), z.literal(168)]).default(24),
  limit: z.number().int().min(1).max(500).default(200),
});
export type LetterGroupQuery = z.infer<typeof LetterGroupQuery>;
export const LetterGroupList = z.object({
  groups: z.array(LetterGroup),
  /** Groups that match; the list may hold fewer. */
  total: z.number().int(),
  letters: z.number().int(),
  byCode: DeadLetterPage.shape.byCode,
});
export type LetterGroupList = z.infer<typeof LetterGroupList>;

/** A discarded letter; it can be restored until `purgedAt`. */
export const TrashedLetter = DeadLetter.extend({
  discardedAt: z.number(),
  purgedAt: z.number(),
  reason: z.string(),
});
export type TrashedLetter = z.infer<typeof TrashedLetter>;
export const trashDays = 7;

export const TrashQuery = z.object({
  search: z.string().max(200).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type TrashQuery = z.infer<typeof TrashQuery>;
export const TrashPage = z.object({ rows: z.array(TrashedLetter), total: z.number().int() });
export type TrashPage = z.infer<typeof TrashPage>;

/** The first bytes of a letter's file. */
export const InputPreview = z.object({
  sizeBytes: z.number(),
  /** Bytes the text stands for. */
  shownBytes: z.number().int(),
  kind: z.enum(['text', 'hex']),
  text: z.string(),
});
export type InputPreview = z.infer<typeof InputPreview>;
