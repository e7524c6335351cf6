/** One search over everything an instance knows. */
import { z } from 'zod';

export const hitKinds = ['job', 'batch', 'trace', 'process', 'log', 'metric'] as const;
export const HitKind = z.enum(hitKinds);
export type HitKind = z.infer<typeof HitKind>;

export const SearchHit = z.object({
  kind: HitKind,
  /** Of the job, batch or trace; the name of the process or metric; the place of the line. */
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  /** When it was, ms since the epoch; null for what has no moment. */
  at: z.number().nullable(),
  /** How long it went on from then. */
  durationMs: z.number().nullable(),
  /** Failed jobs and traces, errors in the log. */
  bad: z.boolean(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchQuery = z.object({
  /** Part of a file name, error, line, process or metric; or the beginning of an id. */
  text: z.string().trim().min(2).max(200),
  kinds: z
    .array(HitKind)
    .min(1)
    .default([...hitKinds]),
  /** Of each kind. */
  limit: z.number().int().min(1).max(200).default(20),
  from: z.number().optional(),
  to: z.number().optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const SearchGroup = z.object({
  kind: HitKind,
  hits: z.array(SearchHit),
  /** There are more than were given. */
  more: z.boolean(),
});
export type SearchGroup = z.infer<typeof SearchGroup>;
