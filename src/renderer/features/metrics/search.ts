/** What the address of the metrics page holds: span, engine, what is hidden. Unknown values are dropped, never an error. */
import { z } from 'zod';
import { AnnotationKind } from '#contract/metrics';

export const spans = [
  { seconds: 300, label: '5 min' },
  { seconds: 900, label: '15 min' },
  { seconds: 3600, label: '1 h' },
  { seconds: 21_600, label: '6 h' },
  { seconds: 86_400, label: '24 h' },
  { seconds: 604_800, label: '7 d' },
  { seconds: 2_592_000, label: '30 d' },
] as const;

const standardSeconds = 900;
const leastSpanMs = 10_000;
const mostSpanMs = 400 * 86_400_000;

export const MetricsSearch = z.object({
  /** Up to now, seconds. */
  span: z.number().int().min(10).max(2_592_000).optional().catch(undefined),
  /** A fixed range instead, ms since the epoch. */
  from: z.number().int().min(0).optional().catch(undefined),
  to: z.number().int().min(0).optional().catch(undefined),
  engine: z.string().max(60).optional().catch(undefined),
  /** Series that are not drawn. */
  off: z.array(z.string().max(120)).optional().catch(undefined),
  /** Groups that are folded. */
  folded: z.array(z.string().max(40)).optional().catch(undefined),
  /** Kinds of annotations that are not drawn. */
  unmarked: z.array(AnnotationKind).optional().catch(undefined),
});
export type MetricsSearch = z.infer<typeof MetricsSearch>;

export type Shown = { live: true; seconds: number } | { live: false; from: number; to: number };

export function shownBy({ span, from, to }: MetricsSearch): Shown {
  if (from !== undefined && to !== undefined && to > from && to - from <= mostSpanMs)
    return { live: false, from, to };
  return { live: true, seconds: span ?? standardSeconds };
}

export function withSpan(search: MetricsSearch, seconds: number): MetricsSearch {
  return {
    ...search,
    from: undefined,
    to: undefined,
    span: seconds === standardSeconds ? undefined : seconds,
  };
}

/** A span that is too short is made longer round its middle. */
export function withRange(search: MetricsSearch, from: number, to: number): MetricsSearch {
  const lackMs = Math.max(0, leastSpanMs - (to - from));
  const begin = Math.max(0, Math.round(from - lackMs / 2));
  const end = Math.min(Math.round(to + lackMs / 2), begin + mostSpanMs);
  return { ...search, span: undefined, from: begin, to: end };
}

/** Twice as long round the same middle, yet never into the future. */
export function zoomedOut(search: MetricsSearch, from: number, to: number, now: number): MetricsSearch {
  const end = Math.min(now, to + (to - from) / 2);
  return withRange(search, end - (to - from) * 2, end);
}

/** By half its length; `direction` is -1 or 1. */
export function shifted(
  search: MetricsSearch,
  { from, to, now, direction }: { from: number; to: number; now: number; direction: -1 | 1 },
): MetricsSearch {
  const end = Math.min(now, to + (direction * (to - from)) / 2);
  return withRange(search, end - (to - from), end);
}

export function toggled<T>(list: readonly T[] | undefined, item: T): T[] | undefined {
  const before = list ?? [];
  const next = before.includes(item) ? before.filter((other) => other !== item) : [...before, item];
  return next.length > 0 ? next : undefined;
}
