/** What the address of the comparison holds: two runs, and how their times are laid over each other. */
import { z } from 'zod';

export const timeBases = ['clock', 'takeoff'] as const;
export type TimeBase = (typeof timeBases)[number];

export const CompareSearch = z.object({
  a: z.string().max(100).default('').catch(''),
  b: z.string().max(100).default('').catch(''),
  by: z.enum(timeBases).optional().catch(undefined),
});
export type CompareSearch = z.infer<typeof CompareSearch>;
