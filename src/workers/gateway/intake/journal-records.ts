/** What the journal keeps until database and queue are known to be on the disk. */
import { z } from 'zod';
import { Lane } from '#contract/queues';

const options = z.record(z.string(), z.unknown());

export const AcceptedJob = z.object({
  id: z.string(),
  engine: z.string(),
  engineVersion: z.number(),
  lane: Lane,
  fileName: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  options,
  acceptedAt: z.number(),
  /** The job of the step before. */
  afterId: z.string().nullable().default(null),
  /** W3C `traceparent` of whoever brought it. */
  trace: z.string().optional(),
  traced: z.boolean().optional(),
});
export type AcceptedJob = z.infer<typeof AcceptedJob>;

const Member = z.object({
  seq: z.number().int(),
  fileName: z.string(),
  sizeBytes: z.number(),
  jobId: z.string().nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
});

export const IntakeRecord = z.object({
  type: z.literal('intake'),
  at: z.number(),
  batchId: z.string().nullable(),
  jobs: z.array(AcceptedJob),
  members: z.array(Member),
});
export type IntakeRecord = z.infer<typeof IntakeRecord>;

export const ActRecord = z.object({
  type: z.literal('act'),
  at: z.number(),
  key: z.string(),
  actor: z.string(),
  act: z.string(),
  subject: z.unknown(),
});
export type ActRecord = z.infer<typeof ActRecord>;

export const JournalRecord = z.discriminatedUnion('type', [IntakeRecord, ActRecord]);
export type JournalRecord = z.infer<typeof JournalRecord>;
