/** How files get in: uploads over HTTP, paths of this machine over tRPC. */
import { z } from 'zod';
import { Lane } from './queues';

/** Choices that go with a file or a set of files. */
export const IngestChoices = z.object({
  /** Only this engine; otherwise content decides. */
  engine: z.string().optional(),
  lane: Lane.optional(),
  /** Of that engine; without an engine there can be none. */
  options: z.record(z.string(), z.unknown()).optional(),
});
export type IngestChoices = z.infer<typeof IngestChoices>;

export const IngestPaths = IngestChoices.extend({
  /** Absolute paths of files and folders on the machine of the gateway; folders are read recursively. */
  paths: z.array(z.string().min(1)).min(1).max(100_000),
  batchName: z.string().min(1).max(200).optional(),
});
export type IngestPaths = z.infer<typeof IngestPaths>;

/** The answer for each file of an upload, in the order of the upload. */
export const IngestItem = z.object({
  fileName: z.string(),
  sizeBytes: z.number(),
  /**
   * accepted: durable and queued (or waiting for the queue to be back); known: the same work exists already, see
   * `jobId`; refused: see `code` and `message`.
   */
  outcome: z.enum(['accepted', 'known', 'refused']),
  jobs: z.array(z.object({ id: z.string(), engine: z.string() })),
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type IngestItem = z.infer<typeof IngestItem>;

/** Body of `202` from `POST /api/v1/ingest?batch=…&engine=…&lane=…` (multipart, any number of files). */
export const IngestAnswer = z.object({ items: z.array(IngestItem) });
export type IngestAnswer = z.infer<typeof IngestAnswer>;
