/** What the address of the failed page holds: filter and the letter that is open. */
import { z } from 'zod';

export const FailedSearch = z.object({
  code: z.string().max(60).optional().catch(undefined),
  engine: z.string().max(40).optional().catch(undefined),
  fingerprint: z.string().max(120).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  letter: z.string().max(100).optional().catch(undefined),
});
export type FailedSearch = z.infer<typeof FailedSearch>;
