/** Dead letters: jobs whose attempts are used up, or whose input can never succeed. */
import { z } from 'zod';
import { JobAttempt } from './jobs';

export const DeadLetter = z.object({
  jobId: z.string(),
  engine: z.string(),
  engineVersion: z.number().int(),
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

export const DeadLetterDetail = DeadLetter.extend({
  options: z.record(z.string(), z.unknown()),
  stack: z.string().nullable(),
  timeline: z.array(JobAttempt),
});
export type DeadLetterDetail = z.infer<typeof DeadLetterDetail>;

export const DeadLetterQuery = z.object({
  engine: z.string().optional(),
  errorCode: z.string().optional(),
  fingerprint: z.string().optional(),
  search: z.string().max(200).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;
export const DeadLetterPage = z.object({
  rows: z.array(DeadLetter),
  total: z.number().int(),
  /** Letters per error code under the same filter without `errorCode`. */
  byCode: z.array(z.object({ errorCode: z.string(), count: z.number().int() })),
});
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;
