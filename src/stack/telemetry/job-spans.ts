/** Spans of a job that more than one process tells of: pure. */
import type { Span } from '#contract/traces';
import { type NewSpan, afterwards } from './span';
import { type JobTrace, spanIdOf } from './trace-context';

export interface TakenIn {
  fileName: string;
  sizeBytes: number;
  generation: number;
  /** Ms since the epoch. */
  acceptedAt: number;
  queuedAt: number;
}

const longestIntakeMs = 10_000;

export const jobSpanId = (trace: JobTrace, engine: string) => spanIdOf(trace, 'job', engine);
export const waitSpanId = (trace: JobTrace, engine: string) => spanIdOf(trace, 'wait', engine);

/** Its intake told nothing, as most of thousands do not; when it was is known all the same. */
export function intakeAfterwards(job: TakenIn, trace: JobTrace): NewSpan {
  const tookMs = job.queuedAt - job.acceptedAt;
  return {
    spanId: trace.rootSpanId,
    name: `take in ${job.fileName}`,
    sort: 'intake',
    kind: 'server',
    parentId: trace.parentSpanId,
    startedAt: job.acceptedAt,
    durationMs: tookMs < longestIntakeMs ? tookMs : 0, // otherwise it was lost and found again
    process: 'gateway',
    attributes: { 'file.name': job.fileName, 'file.size': job.sizeBytes, [afterwards]: true },
  };
}

/** An operator had it run again: another trace, which begins now. */
export function retryOf(job: TakenIn, trace: JobTrace): NewSpan {
  return {
    spanId: trace.rootSpanId,
    name: `retry ${job.fileName}`,
    sort: 'intake',
    kind: 'server',
    parentId: null,
    startedAt: job.queuedAt,
    durationMs: 0,
    process: 'gateway',
    attributes: { 'file.name': job.fileName, 'flightline.generation': job.generation },
    links:
      trace.beforeId === null
        ? []
        : [{ traceId: trace.beforeId, spanId: null, why: 'before it was retried' }],
  };
}

/** In place of an error: a span that was ended on purpose has the status unset. */
export function cancelledEvent(why: string, at: number): Span['events'][number] {
  return { name: 'cancelled', at, attributes: { 'flightline.cancelled.why': why } };
}
