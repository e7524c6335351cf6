/** What the address of the cluster board holds. */
import { z } from 'zod';

export const ClusterSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  sort: z.enum(['size', 'newest', 'name']).optional().catch(undefined),
});
export type ClusterSearch = z.infer<typeof ClusterSearch>;
