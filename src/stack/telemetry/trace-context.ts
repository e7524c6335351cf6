/** Which trace a job belongs to: known everywhere without being stored anywhere. */
import { createHash } from 'node:crypto';

export interface JobTrace {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits: the span of the intake, parent of what follows. */
  rootSpanId: string;
  /** Span of the client that brought the file; null when it gave none. */
  parentSpanId: string | null;
  /** The client wants it kept. */
  sampled: boolean;
  /** Trace of the life before this manual retry. */
  beforeId: string | null;
}

export interface TracedJob {
  sha256: string;
  acceptedAt: number;
  generation: number;
  /** W3C `traceparent`. */
  trace?: string | null | undefined;
}

export interface TraceParent {
  traceId: string;
  spanId: string;
  sampled: boolean;
}

const traceParentPattern = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/;

/** https://www.w3.org/TR/trace-context/#traceparent-header. @returns null for one that must be ignored */
export function parseTraceParent(header: unknown): TraceParent | null {
  if (typeof header !== 'string') return null;
  const [, version, traceId = '', spanId = '', flags = ''] = traceParentPattern.exec(header.trim()) ?? [];
  if (version === undefined || version === 'ff' || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

const digest = (...parts: readonly (string | number)[]) =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

/**
 * All jobs that one file brought at one time share a trace, the steps of its workflow as well; so do the attempts at
 * them. A manual retry begins another trace, which is linked to the one before.
 */
export function traceOf({ sha256, acceptedAt, generation, trace }: TracedJob): JobTrace {
  const parent = parseTraceParent(trace);
  const hash = digest(sha256, acceptedAt, trace ?? '');
  const first = { traceId: parent?.traceId ?? hash.slice(0, 32), rootSpanId: hash.slice(32, 48) };
  const sampled = parent?.sampled ?? false;
  if (generation === 0) return { ...first, parentSpanId: parent?.spanId ?? null, sampled, beforeId: null };
  const own = digest(hash, generation);
  const beforeId = generation === 1 ? first.traceId : digest(hash, generation - 1).slice(0, 32);
  return { traceId: own.slice(0, 32), rootSpanId: own.slice(32, 48), parentSpanId: null, sampled, beforeId };
}

/** The id of a span that others must know before it has ended: of a job, or of one of its attempts. */
export function spanIdOf(trace: Pick<JobTrace, 'traceId'>, ...names: readonly (string | number)[]): string {
  return digest(trace.traceId, ...names).slice(0, 16);
}
