/** Payloads of dead letters edited before they are queued again, one or many. */
import { z } from 'zod';
import { JobLogLine } from './jobs';
import { LetterFilter, LetterPayload } from './dead-letters';

/** Which letters an act is for: those that were chosen, or all that match now. */
export const LetterTarget = z.union([
  z.strictObject({ ids: z.array(z.string().min(1).max(100)).min(1).max(100_000) }),
  z.strictObject({ filter: LetterFilter }),
]);
export type LetterTarget = z.infer<typeof LetterTarget>;

const Pointer = z.string().regex(/^(\/.*)?$/, 'A path begins with "/", e.g. /options/league');

/** RFC 6902. */
export const PatchOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), path: Pointer, value: z.unknown() }),
  z.strictObject({ op: z.literal('replace'), path: Pointer, value: z.unknown() }),
  z.strictObject({ op: z.literal('test'), path: Pointer, value: z.unknown() }),
  z.strictObject({ op: z.literal('remove'), path: Pointer }),
  z.strictObject({ op: z.literal('move'), from: Pointer, path: Pointer }),
  z.strictObject({ op: z.literal('copy'), from: Pointer, path: Pointer }),
]);
export type PatchOperation = z.infer<typeof PatchOperation>;

/** How each payload becomes another: a merge patch (RFC 7386) or a JSON patch (RFC 6902) of `LetterPayload`. */
export const PayloadChange = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('merge'), patch: z.record(z.string(), z.unknown()) }),
  z.strictObject({ how: z.literal('patch'), operations: z.array(PatchOperation).min(1).max(100) }),
]);
export type PayloadChange = z.infer<typeof PayloadChange>;

/** What does not fit, and where in the payload. */
export const PayloadIssue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
});
export type PayloadIssue = z.infer<typeof PayloadIssue>;

export const PayloadForm = z.object({
  payload: LetterPayload,
  /** JSON schema of `LetterPayload` with the engine's own options. */
  schema: z.record(z.string(), z.unknown()),
});
export type PayloadForm = z.infer<typeof PayloadForm>;

export const DryRunResult = z.object({
  outcome: z.enum(['completed', 'failed']),
  ms: z.number(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  stack: z.string().nullable(),
  /** Left out when it is large. */
  output: z.unknown().optional(),
  logs: z.array(JobLogLine),
});
export type DryRunResult = z.infer<typeof DryRunResult>;

export const ChangePreview = z.object({
  /** Letters the act is for. */
  count: z.number().int(),
  /** Of the ones that were looked at. */
  looked: z.number().int(),
  changed: z.number().int(),
  unfit: z.number().int(),
  samples: z.array(
    z.object({
      jobId: z.string(),
      fileName: z.string(),
      before: LetterPayload,
      /** Null when the change cannot be made. */
      after: z.unknown().optional(),
      problem: z.string().nullable(),
    }),
  ),
});
export type ChangePreview = z.infer<typeof ChangePreview>;
