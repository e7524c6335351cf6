/** What the address of a batch page holds: its files or its league table, and which members are shown. */
import { z } from 'zod';

export const memberFilters = ['all', 'refused', 'failed', 'completed', 'open'] as const;
export type MemberFilter = (typeof memberFilters)[number];

export const MembersSearch = z.object({
  view: z.enum(['files', 'league']).default('files').catch('files'),
  show: z.enum(memberFilters).default('all').catch('all'),
  q: z.string().max(200).default('').catch(''),
});
