/** What the address of the page Watched folders holds. */
import { z } from 'zod';
import { WatchedOutcome } from '#contract/media/folders';

export const FoldersSearch = z.object({
  /** The folder whose files are shown, and which of them. */
  folder: z.guid().optional().catch(undefined),
  outcome: WatchedOutcome.optional().catch(undefined),
});
export type FoldersSearch = z.infer<typeof FoldersSearch>;
