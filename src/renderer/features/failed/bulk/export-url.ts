/** Where a bundle of letters is downloaded from. */
import type { LetterTarget } from '#contract/letter-edits';

/** An address has room for so many ids. */
export const mostIdsInAddress = 200;

export function exportUrl(target: LetterTarget): string {
  const query = new URLSearchParams();
  if ('ids' in target) query.set('ids', target.ids.join(','));
  else {
    const { errorCode, ...rest } = target.filter;
    for (const [name, value] of Object.entries({ ...rest, code: errorCode }))
      if (value) query.set(name, value);
  }
  return `/api/v1/admin/dlq/export?${query}`;
}
