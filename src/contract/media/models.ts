/** Which model the vectors of the library are of, and the way from one to another. */
import { z } from 'zod';
import { ActiveModel } from '../allocator';

export const LibraryModel = z.object({
  id: z.string(),
  assets: z.number().int(),
  vectors: z.number().int(),
  isActive: z.boolean(),
  /** Whether searches by it use an index; without one they read every vector. */
  indexed: z.boolean(),
});
export type LibraryModel = z.infer<typeof LibraryModel>;

/** Descriptions by a vision model: who gives them, how many there are, and why none is asked for at the moment. */
export const CaptionState = z.object({
  /** Whether the settings want any. */
  wanted: z.boolean(),
  /** Who is asked: a vision model, or what labels stand for it; null while nobody is. */
  model: z.string().nullable(),
  /** Host that previews are sent to; null where nothing leaves the instance. */
  sentTo: z.string().nullable(),
  perDay: z.number().int(),
  /** Questions of this day (UTC). */
  askedToday: z.number().int(),
  described: z.number().int(),
  /** With labels, or words that were known, in place of a description. */
  labelled: z.number().int(),
  /** Of those, the ones that the vision model was asked about and gave no use. */
  setAside: z.number().int(),
  /** Still to be asked about. */
  waiting: z.number().int(),
  /** Null while questions are asked. */
  pause: z.object({ until: z.number(), reason: z.string() }).nullable(),
});
export type CaptionState = z.infer<typeof CaptionState>;

export const SetAsideQuery = z.object({
  /** Latest asked first. */
  limit: z.number().int().min(1).max(200).default(20),
});
export type SetAsideQuery = z.infer<typeof SetAsideQuery>;

/** An asset that a vision model was asked about in vain. */
export const SetAsideCaption = z.object({
  assetId: z.string(),
  fileName: z.string(),
  /** Who was asked. */
  model: z.string(),
  /** Why its answer was of no use. */
  problem: z.string(),
  askedAt: z.number(),
});
export type SetAsideCaption = z.infer<typeof SetAsideCaption>;

export const ModelState = z.object({
  engine: ActiveModel,
  library: z.array(LibraryModel),
  assets: z.number().int(),
  captions: CaptionState,
  /** While assets are looked at again with another model; results of the old one stay until it is done. */
  change: z
    .object({
      to: z.string(),
      batchId: z.string(),
      done: z.number().int(),
      total: z.number().int(),
      etaMs: z.number().nullable(),
    })
    .nullable(),
});
export type ModelState = z.infer<typeof ModelState>;
