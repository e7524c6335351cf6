/** What the address of the workers page holds: span of the charts, and the process that is open. */
import { z } from 'zod';
import { PoolName } from '#contract/workers';

export const WorkersSearch = z.object({
  span: z
    .union([z.literal(900), z.literal(3600)])
    .optional()
    .catch(undefined),
  /** The pool that is shown; without one the first. */
  pool: PoolName.optional().catch(undefined),
  process: z.string().max(100).optional().catch(undefined),
});
export type WorkersSearch = z.infer<typeof WorkersSearch>;

export const defaultSpanS = 300;
