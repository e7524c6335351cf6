/** The spans of one attempt at a job: pure, from what is known when it has ended. */
import type { JobState } from '#contract/jobs';
import { type JobPayload, queueName } from '#contract/queues';
import type { Span } from '#contract/traces';
import type { TracePart } from '../../stack/database/traces';
import {
  cancelledEvent,
  intakeAfterwards,
  jobSpanId,
  retryOf,
  waitSpanId,
} from '../../stack/telemetry/job-spans';
import { type NewSpan, partOf, spanOf } from '../../stack/telemetry/span';
import { type JobTrace, spanIdOf } from '../../stack/telemetry/trace-context';
import type { StageSpan } from '../runtime/stage-clock';

export interface AttemptTimes {
  /** When it got a slot, was off the thread, and was written; ms since the epoch, with fractions. */
  startedAt: number;
  finishedAt: number;
  recordedAt: number;
}

export interface TracedAttempt {
  jobId: string;
  payload: JobPayload;
  trace: JobTrace;
  process: string;
  attempt: number;
  times: AttemptTimes;
  state: JobState;
  /** The engine whose job had to complete first. */
  after: string | null;
  failure: { code: string; message: string; stack: string | null } | null;
  /** Somebody had it end: not a failure. */
  cancelled: string | null;
  stages: readonly StageSpan[];
}

const attemptSpanId = (trace: JobTrace, engine: string, attempt: number) =>
  spanIdOf(trace, 'attempt', engine, attempt);

export function partOfAttempt(traced: TracedAttempt): TracePart {
  const { jobId, payload, trace, attempt } = traced;
  return partOf(spansOfAttempt(traced), {
    traceId: trace.traceId,
    partId: `${payload.engine}-${jobId.slice(0, 8)}-${payload.generation}-${payload.crashes}-${attempt}`,
    name: payload.fileName,
    engine: payload.engine,
    jobIds: [jobId],
  });
}

function spansOfAttempt(traced: TracedAttempt): Span[] {
  const { payload, trace, process, attempt, times, state, failure, cancelled } = traced;
  const { engine, lane } = payload;
  const make = (given: NewSpan) => spanOf(given, process);
  const jobSpan = jobSpanId(trace, engine);
  const attemptSpan = attemptSpanId(trace, engine, attempt);
  const spans: Span[] = [];
  if (payload.generation > 0) spans.push(make(retryOf(payload, trace)));
  // Later steps leave it to the first one.
  else if (!payload.traced && traced.after === null) spans.push(make(intakeAfterwards(payload, trace)));
  if (attempt === 1)
    spans.push(
      make({
        spanId: waitSpanId(trace, engine),
        name: 'wait in the queue',
        sort: 'wait',
        kind: 'consumer',
        parentId: jobSpan,
        startedAt: payload.queuedAt,
        durationMs: times.startedAt - payload.queuedAt,
        process: 'redis',
        attributes: {
          'messaging.system': 'bullmq',
          'messaging.operation.type': 'receive',
          'messaging.destination.name': payload.crashes > 0 ? 'isolation' : queueName(engine, lane),
        },
      }),
    );
  spans.push(
    make({
      spanId: attemptSpan,
      name: `run ${engine}`,
      sort: 'run',
      parentId: jobSpan,
      startedAt: times.startedAt,
      durationMs: times.finishedAt - times.startedAt,
      error: failure?.message ?? null,
      attributes: {
        'flightline.attempt': attempt,
        'flightline.crashes': payload.crashes || null,
        'error.type': failure?.code,
      },
      events: failure
        ? [exceptionOf(failure, times.finishedAt)]
        : cancelled === null
          ? []
          : [cancelledEvent(cancelled, times.finishedAt)],
      links:
        attempt > 1
          ? [
              {
                traceId: trace.traceId,
                spanId: attemptSpanId(trace, engine, attempt - 1),
                why: 'the attempt before',
              },
            ]
          : [],
    }),
    ...stageSpans(traced, attemptSpan),
    make({
      name: 'record the outcome',
      sort: 'database',
      kind: 'client',
      parentId: jobSpan,
      startedAt: times.finishedAt,
      durationMs: times.recordedAt - times.finishedAt,
      attributes: { 'db.system.name': 'postgresql', 'db.operation.name': 'recordOutcomes' },
    }),
  );
  // A span ends once: that of the job with the attempt that ended it.
  if (state !== 'delayed') spans.push(make(jobSpanOf(traced, jobSpan)));
  return spans;
}

function jobSpanOf(traced: TracedAttempt, spanId: string): NewSpan {
  const { jobId, payload, trace, times, state, after, failure, attempt, cancelled } = traced;
  const links: Span['links'] = [];
  if (after !== null)
    links.push({ traceId: trace.traceId, spanId: jobSpanId(trace, after), why: `the step before: ${after}` });
  if (trace.beforeId !== null)
    links.push({ traceId: trace.beforeId, spanId: null, why: 'before it was retried' });
  return {
    spanId,
    name: `job ${payload.engine}`,
    sort: 'job',
    kind: 'consumer',
    parentId: trace.rootSpanId,
    startedAt: payload.queuedAt,
    durationMs: times.recordedAt - payload.queuedAt,
    error: failure?.message ?? null,
    attributes: {
      'flightline.job.id': jobId,
      'flightline.engine': payload.engine,
      'flightline.engine.version': payload.version,
      'flightline.lane': payload.lane,
      'flightline.state': state,
      'flightline.attempts': attempt,
      'flightline.generation': payload.generation,
      'file.name': payload.fileName,
      'file.size': payload.sizeBytes,
      'error.type': failure?.code,
    },
    events: cancelled === null ? [] : [cancelledEvent(cancelled, times.finishedAt)],
    links,
  };
}

function stageSpans(
  { trace, stages, process, payload, attempt, cancelled }: TracedAttempt,
  attemptSpan: string,
): Span[] {
  const idOf = (index: number) => spanIdOf(trace, 'stage', payload.engine, attempt, index);
  return stages.map((stage, index) =>
    spanOf(
      {
        spanId: idOf(index),
        name: stage.name,
        sort: 'stage',
        parentId: stage.within === null ? attemptSpan : idOf(stage.within),
        startedAt: stage.startedAt,
        durationMs: stage.durationMs,
        error: cancelled === null ? stage.error : null,
        attributes: stage.attributes,
      },
      process,
    ),
  );
}

/** https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/ */
function exceptionOf(
  failure: { code: string; message: string; stack: string | null },
  at: number,
): Span['events'][number] {
  return {
    name: 'exception',
    at,
    attributes: {
      'exception.type': failure.code,
      'exception.message': failure.message,
      ...(failure.stack ? { 'exception.stacktrace': failure.stack.slice(0, 8000) } : {}),
    },
  };
}
