/** Traces the intake of files: receiving, journal, database and queue. */
import type { TracePart } from '../../../stack/database/traces';
import { type NewSpan, partOf, spanOf } from '../../../stack/telemetry/span';
import { parseTraceParent, traceOf } from '../../../stack/telemetry/trace-context';
import type { TraceSampler } from '../../../stack/telemetry/trace-sampler';
import type { IngestWay } from '../meter';
import type { AcceptedJob } from './journal-records';

/** Where a request came from. */
export interface IntakeOrigin {
  via: IngestWay;
  /** W3C `traceparent` of the client. */
  trace?: string | undefined;
  /** E.g. `POST /api/v1/ingest`. */
  route?: string | undefined;
}

/** When a file was read or received, ms since the epoch. */
export interface Received {
  startedAt: number;
  endedAt: number;
}

export interface IntakeTimes {
  /** All files are here. */
  at: number;
  journaledAt: number;
  /** In database and queue; null while these are away. */
  appliedAt: number | null;
}

export interface TracedIntake {
  jobs: readonly AcceptedJob[];
  received: Received | null;
  origin: IntakeOrigin | null;
  batchId: string | null;
  times: IntakeTimes;
}

export class IntakeTracer {
  constructor(
    private readonly sampler: TraceSampler,
    private readonly writer: { add(part: TracePart): void },
  ) {}

  /** Whether a file that comes now is traced from here on. */
  takes(origin: IntakeOrigin | undefined, now: number): boolean {
    return parseTraceParent(origin?.trace)?.sampled === true || this.sampler.takes(now);
  }

  accepted(intake: TracedIntake): void {
    const part = partOfIntake(intake);
    if (part) this.writer.add(part);
  }
}

export function partOfIntake({ jobs, received, origin, batchId, times }: TracedIntake): TracePart | null {
  const [job] = jobs;
  if (!job) return null;
  const trace = traceOf({ ...job, generation: 0 });
  const startedAt = received?.startedAt ?? times.at;
  const endedAt = times.appliedAt ?? times.journaledAt;
  const below = (given: Omit<NewSpan, 'parentId' | 'sort'>): NewSpan => ({
    sort: 'stage',
    parentId: trace.rootSpanId,
    ...given,
  });
  const spans: NewSpan[] = [
    {
      spanId: trace.rootSpanId,
      name: `take in ${job.fileName}`,
      sort: 'intake',
      kind: 'server',
      parentId: trace.parentSpanId,
      startedAt,
      durationMs: endedAt - startedAt,
      attributes: {
        'file.name': job.fileName,
        'file.size': job.sizeBytes,
        'flightline.via': origin?.via,
        'flightline.batch.id': batchId,
        'flightline.lane': job.lane,
        'http.route': origin?.route,
      },
    },
  ];
  if (received)
    spans.push(
      below({
        name: 'store the file',
        startedAt: received.startedAt,
        durationMs: received.endedAt - received.startedAt,
        attributes: { 'file.size': job.sizeBytes, 'flightline.sha256': job.sha256 },
      }),
    );
  spans.push(
    below({ name: 'write the journal', startedAt: times.at, durationMs: times.journaledAt - times.at }),
  );
  if (times.appliedAt !== null)
    spans.push(
      below({
        name: 'enter into database and queue',
        kind: 'producer',
        startedAt: times.journaledAt,
        durationMs: times.appliedAt - times.journaledAt,
        attributes: { 'flightline.jobs': jobs.length },
      }),
    );
  return partOf(
    spans.map((span) => spanOf(span, 'gateway')),
    {
      traceId: trace.traceId,
      partId: `intake-${trace.rootSpanId}`,
      name: job.fileName,
      jobIds: jobs.map(({ id }) => id),
    },
  );
}
