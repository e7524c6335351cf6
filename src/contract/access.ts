/** What may be done with this instance: everything, or only looking. */
import { z } from 'zod';

export const ReadOnlyState = z.object({
  on: z.boolean(),
  /** When it was switched, and by whom; null when it is as the settings say. */
  since: z.number().nullable(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** The settings start it so: it is read-only again after the next start. */
  fromSettings: z.boolean(),
});
export type ReadOnlyState = z.infer<typeof ReadOnlyState>;

export const ReadOnlyChange = z.object({ on: z.boolean(), reason: z.string().trim().max(200).default('') });
export type ReadOnlyChange = z.infer<typeof ReadOnlyChange>;

export const SavedView = z.object({
  id: z.string(),
  /** Address of the page, e.g. `/runs`. */
  page: z.string(),
  name: z.string(),
  /** What the page's address holds after `?`. */
  search: z.record(z.string(), z.unknown()),
  /** Shown in the navigation. */
  starred: z.boolean(),
  createdAt: z.number(),
});
export type SavedView = z.infer<typeof SavedView>;

export const SavedViewInput = z.object({
  /** Of one that is changed, or put back after it was removed. */
  id: z
    .string()
    .regex(/^v-[a-z0-9]{1,32}$/)
    .optional(),
  page: z.string().regex(/^\/[a-z0-9/-]{0,60}$/),
  name: z.string().trim().min(1).max(80),
  search: z.record(z.string(), z.unknown()).refine((search) => JSON.stringify(search).length <= 4000),
  starred: z.boolean().default(false),
});
export type SavedViewInput = z.infer<typeof SavedViewInput>;
