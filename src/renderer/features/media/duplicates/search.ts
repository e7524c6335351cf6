/** What the address of the duplicate review holds. */
import { z } from 'zod';
import { RelationKind } from '#contract/allocator';
import { PairState } from '#contract/media/duplicates';

export const DuplicateSearch = z.object({
  state: PairState.optional().catch(undefined),
  kind: RelationKind.optional().catch(undefined),
  /** Only pairs of this asset. */
  asset: z.guid().optional().catch(undefined),
});
export type DuplicateSearch = z.infer<typeof DuplicateSearch>;
