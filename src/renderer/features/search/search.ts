/** What the address of the search page holds. */
import { z } from 'zod';
import { HitKind } from '#contract/search';
import { TimeWindowSearch } from '../../ui/time-window';

export const EverythingSearch = TimeWindowSearch.extend({
  q: z.string().max(200).optional().catch(undefined),
  only: HitKind.optional().catch(undefined),
});
export type EverythingSearch = z.infer<typeof EverythingSearch>;

export const leastLength = 2;
