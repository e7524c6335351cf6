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

export const ModelState = z.object({
  engine: ActiveModel,
  library: z.array(LibraryModel),
  assets: z.number().int(),
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
