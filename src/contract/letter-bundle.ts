/** A bundle of dead letters: a ZIP with `manifest.json`, `letters.ndjson` and `blobs/<sha256>`, to hand a case to someone. */
import { z } from 'zod';
import { JobAttempt, JobLogLine } from './jobs';
import { Lane } from './queues';

export const bundleFormat = 'flightline-dead-letters';
export const bundleVersion = 1;

export const BundleManifest = z.object({
  format: z.literal(bundleFormat),
  version: z.literal(bundleVersion),
  createdAt: z.number(),
  flightline: z.string(),
  letters: z.number().int().nonnegative(),
  blobs: z.boolean(),
});
export type BundleManifest = z.infer<typeof BundleManifest>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.number().int().nonnegative().max(8.64e15);

/** A line of `letters.ndjson`. */
export const BundleLetter = z.object({
  engine: z.string().min(1).max(40),
  engineVersion: z.number().int().nonnegative(),
  lane: Lane,
  fileName: z.string().max(1000),
  sha256: hash,
  sizeBytes: z.number().int().nonnegative(),
  options: z.record(z.string(), z.unknown()),
  acceptedAt: time,
  errorCode: z.string().min(1).max(60),
  errorMessage: z.string().max(100_000),
  stack: z.string().max(200_000).nullable(),
  fingerprint: z.string().max(120),
  failedAt: time,
  attempts: z.number().int().nonnegative(),
  timeline: z
    .array(
      JobAttempt.extend({ generation: z.number().int().nonnegative(), logs: z.array(JobLogLine).max(2000) }),
    )
    .max(1000),
});
export type BundleLetter = z.infer<typeof BundleLetter>;

export const ImportResult = z.object({
  letters: z.number().int(),
  imported: z.number().int(),
  /** What was here already, in whatever state. */
  known: z.number().int(),
  skipped: z.array(z.object({ fileName: z.string(), reason: z.string() })),
});
export type ImportResult = z.infer<typeof ImportResult>;
