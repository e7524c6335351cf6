/** What the address of the failed page holds: view, filter and the letter that is open. */
import { z } from 'zod';
import { groupSorts, letterOrders, type LetterFilter } from '#contract/dead-letters';

export const views = ['groups', 'letters', 'trash'] as const;

export const FailedSearch = z.object({
  /** Without one: letters when something is filtered by, else groups. */
  view: z.enum(views).optional().catch(undefined),
  code: z.string().max(60).optional().catch(undefined),
  engine: z.string().max(40).optional().catch(undefined),
  fingerprint: z.string().max(120).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  order: z.enum(letterOrders).optional().catch(undefined),
  sort: z.enum(groupSorts).optional().catch(undefined),
  /** Time the sparklines show. */
  hours: z
    .union([z.literal(24), z.literal(168)])
    .optional()
    .catch(undefined),
  letter: z.string().max(100).optional().catch(undefined),
  /** The letter's payload is being edited. */
  edit: z.boolean().optional().catch(undefined),
  /** An act on the group of the fingerprint is asked for, in the view of groups. */
  ask: z.enum(['retry', 'edit', 'discard']).optional().catch(undefined),
});
export type FailedSearch = z.infer<typeof FailedSearch>;
export type FailedView = (typeof views)[number];

export function viewOf({ view, fingerprint, letter }: FailedSearch): FailedView {
  return view ?? (fingerprint || letter ? 'letters' : 'groups');
}

export function filterOf({ code, engine, fingerprint, q }: FailedSearch): LetterFilter {
  return {
    ...(code ? { errorCode: code } : {}),
    ...(engine ? { engine } : {}),
    ...(fingerprint ? { fingerprint } : {}),
    ...(q ? { search: q } : {}),
  };
}

export function isFiltered(search: FailedSearch): boolean {
  return Object.keys(filterOf(search)).length > 0;
}

/** What to change in the address for a view without filter and without an open letter. */
export function unfiltered(view: FailedView): FailedSearch {
  return {
    view,
    code: undefined,
    engine: undefined,
    fingerprint: undefined,
    q: undefined,
    letter: undefined,
    edit: undefined,
    ask: undefined,
  };
}
