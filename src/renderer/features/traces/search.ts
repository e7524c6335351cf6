/** What the address of the traces page holds. */
import { z } from 'zod';
import { traceSortKeys, type TraceFilter, type TracePageQuery } from '#contract/traces';
import { TimeWindowSearch } from '../../ui/time-window';

export const TracesSearch = TimeWindowSearch.extend({
  q: z.string().max(200).optional().catch(undefined),
  failed: z.boolean().optional().catch(undefined),
  engine: z.string().max(40).optional().catch(undefined),
  job: z.string().max(100).optional().catch(undefined),
  /** Least duration, ms. */
  least: z.number().min(0).optional().catch(undefined),
  sort: z.enum(traceSortKeys).optional().catch(undefined),
  asc: z.boolean().optional().catch(undefined),
});
export type TracesSearch = z.infer<typeof TracesSearch>;

export const SpanSearch = z.object({ spanId: z.string().max(40).optional().catch(undefined) });

export function filterOf(search: TracesSearch): TraceFilter {
  return {
    ...(search.q ? { search: search.q } : {}),
    ...(search.failed ? { failed: true } : {}),
    ...(search.engine ? { engine: search.engine } : {}),
    ...(search.job ? { jobId: search.job } : {}),
    ...(search.least ? { leastMs: search.least } : {}),
    ...(search.from === undefined ? {} : { from: search.from }),
    ...(search.to === undefined ? {} : { to: search.to }),
  };
}

export function sortOf(search: TracesSearch): TracePageQuery['sort'] {
  return { key: search.sort ?? 'startedAt', descending: !search.asc };
}

/** Newest and longest first; a second click turns it round. */
export function sortedBy(search: TracesSearch, key: TracePageQuery['sort']['key']): TracesSearch {
  const now = sortOf(search);
  return { ...search, sort: key, asc: (now.key === key && now.descending) || undefined };
}

/** `250`, `250ms`, `1.5s`, `2m` → ms; null for what is no duration. */
export function durationOf(text: string): number | null {
  const [, number, unit = 'ms'] = /^(\d+(?:[.,]\d+)?)\s*(ms|s|m|min)?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const factor = { ms: 1, s: 1000, m: 60_000, min: 60_000 }[unit.toLowerCase()] ?? 1;
  return Number(number.replace(',', '.')) * factor;
}
