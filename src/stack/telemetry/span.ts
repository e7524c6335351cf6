/** Makes spans, and the parts in which a process reports those of one trace. */
import { randomBytes } from 'node:crypto';
import type { Span, SpanAttributes, TraceBar } from '#contract/traces';
import type { TracePart } from '../database/traces';
import { redactFields, redactText } from '../redact';

export type NewSpan = Pick<Span, 'name' | 'sort' | 'parentId' | 'startedAt' | 'durationMs'> &
  Partial<Omit<Span, 'attributes'>> & {
    attributes?: Record<string, string | number | boolean | null | undefined>;
  };

/** Attribute of a span of which only the times are known, made by another process than the one that did the work. */
export const afterwards = 'flightline.afterwards';

/** Secrets are taken out of what it says, and attributes without a value are left out. */
export function spanOf(given: NewSpan, process: string): Span {
  const attributes = Object.entries(redactFields(given.attributes ?? {})).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return {
    kind: 'internal',
    events: [],
    links: [],
    process,
    ...given,
    spanId: given.spanId ?? randomBytes(8).toString('hex'),
    durationMs: Math.max(0, given.durationMs),
    error: given.error ? redactText(given.error) : null,
    attributes: Object.fromEntries(attributes) as SpanAttributes,
  };
}

const barSorts: ReadonlySet<Span['sort']> = new Set(['intake', 'wait', 'run', 'database']);
const mostBars = 24;

export function partOf(
  spans: readonly Span[],
  about: Pick<TracePart, 'traceId' | 'partId' | 'name'> & { engine?: string; jobIds: readonly string[] },
): TracePart {
  const failed = spans.filter(({ error }) => error !== null);
  const bars: TraceBar[] = spans
    .filter(({ sort }) => barSorts.has(sort))
    .slice(0, mostBars)
    .map(({ sort, startedAt, durationMs, error }) => ({
      sort,
      startedAt,
      durationMs,
      failed: error !== null,
    }));
  return {
    ...about,
    jobIds: [...about.jobIds],
    engine: about.engine ?? null,
    startedAt: Math.min(...spans.map(({ startedAt }) => startedAt)),
    endedAt: Math.max(...spans.map(({ startedAt, durationMs }) => startedAt + durationMs)),
    errors: failed.length,
    errorText: failed[0]?.error ?? null,
    bars,
    spans: [...spans],
  };
}
