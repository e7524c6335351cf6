/** The spans of a step that was cancelled before it ran, or between two attempts: pure. */
import { queueName } from '#contract/queues';
import type { Span } from '#contract/traces';
import type { StoredJob } from '../../stack/database/jobs';
import type { TracePart } from '../../stack/database/traces';
import {
  cancelledEvent,
  intakeAfterwards,
  jobSpanId,
  retryOf,
  waitSpanId,
} from '../../stack/telemetry/job-spans';
import { type NewSpan, afterwards, partOf, spanOf } from '../../stack/telemetry/span';
import type { JobTrace } from '../../stack/telemetry/trace-context';

export interface CancelledStep {
  job: StoredJob;
  trace: JobTrace;
  /** Ms since the epoch; null: it was in no queue, and its span has no length. */
  queuedAt: number | null;
  /** Who or what cancelled it: one sentence. */
  why: string;
  /** Ms since the epoch. */
  at: number;
  /** The engine whose step ended without a result; null: somebody wanted it to end. */
  cause: string | null;
  /** The engine whose job had to complete first. */
  after: string | null;
  /** The trace is kept already, so its beginning was told. */
  isKnown: boolean;
}

export function partOfCancelled(step: CancelledStep): TracePart {
  const { job, trace } = step;
  return partOf(
    spansOf(step).map((span) => spanOf(span, 'gateway')),
    {
      traceId: trace.traceId,
      partId: `${job.engine}-${job.id.slice(0, 8)}-${job.generation}-cancelled`,
      name: job.fileName,
      engine: job.engine,
      jobIds: [job.id],
    },
  );
}

function spansOf(step: CancelledStep): NewSpan[] {
  const { job, trace, why, at, cause, after, isKnown } = step;
  const queuedAt = Math.min(at, step.queuedAt ?? at);
  const taken = { ...job, queuedAt: job.generation > 0 ? queuedAt : job.acceptedAt };
  const links: Span['links'] = [];
  const before = cause ?? after;
  if (before !== null)
    links.push({
      traceId: trace.traceId,
      spanId: jobSpanId(trace, before),
      why: cause === null ? `the step before: ${before}` : `cancelled because of the step: ${before}`,
    });
  const spans: NewSpan[] = [
    {
      spanId: jobSpanId(trace, job.engine),
      name: `job ${job.engine}`,
      sort: 'job',
      kind: 'consumer',
      parentId: trace.rootSpanId,
      startedAt: queuedAt,
      durationMs: at - queuedAt,
      attributes: {
        'flightline.job.id': job.id,
        'flightline.engine': job.engine,
        'flightline.engine.version': job.engineVersion,
        'flightline.lane': job.lane,
        'flightline.state': 'cancelled',
        'flightline.attempts': job.attempts,
        'flightline.generation': job.generation,
        'file.name': job.fileName,
        'file.size': job.sizeBytes,
        [afterwards]: true, // a worker that had begun it knows more
      },
      events: [cancelledEvent(why, at)],
      links,
    },
  ];
  if (queuedAt < at && job.attempts === 0)
    spans.push({
      spanId: waitSpanId(trace, job.engine),
      name: 'wait in the queue',
      sort: 'wait',
      kind: 'consumer',
      parentId: jobSpanId(trace, job.engine),
      startedAt: queuedAt,
      durationMs: at - queuedAt,
      process: 'redis',
      attributes: {
        'messaging.system': 'bullmq',
        'messaging.destination.name': queueName(job.engine, job.lane),
        [afterwards]: true,
      },
    });
  if (!isKnown) spans.unshift(job.generation > 0 ? retryOf(taken, trace) : intakeAfterwards(taken, trace));
  return spans;
}

/**
 * When a job that has not ended came into its queue, as far as its row tells.
 * @param before the job of the step before it
 * @returns null when it was in none
 */
export function queuedAtOf(job: StoredJob, before: StoredJob | null): number | null {
  if (before !== null && before.state !== 'completed') return null;
  const acceptedAt = job.generation > 0 ? (job.startedAt ?? job.updatedAt) : job.acceptedAt;
  return Math.max(acceptedAt, job.attempts === 0 ? (before?.finishedAt ?? 0) : 0);
}
