/** What the address of a batch page holds: which members are shown. */
import { z } from 'zod';

export const memberFilters = ['all', 'refused', 'failed', 'completed', 'open'] as const;
export type MemberFilter = (typeof memberFilters)[number];

export const MembersSearch = z.object({
  show: z.enum(memberFilters).default('all').catch('all'),
  q: z.string().max(200).default('').catch(''),
});
