/** How two assets are alike, in the operator's words. */
import type { RelationKind } from '#contract/allocator';

export const kindText: Record<RelationKind, string> = {
  exact: 'Same content',
  copy: 'Copy',
  edit: 'Edited',
  'raw-pair': 'Raw and JPEG',
  burst: 'Burst',
};
