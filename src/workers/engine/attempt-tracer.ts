/** Traces the attempts of an engine process: decides which are kept, and only then makes their spans. */
import type { JobState } from '#contract/jobs';
import type { JobPayload } from '#contract/queues';
import { findEngine } from '../../engines/registry';
import { parseTraceParent, traceOf } from '../../stack/telemetry/trace-context';
import type { TraceSampler } from '../../stack/telemetry/trace-sampler';
import type { TraceWriter } from '../../stack/telemetry/trace-writer';
import type { Ended } from './attempt-end';
import { type AttemptTimes, partOfAttempt } from './attempt-spans';

export interface AttemptSeen {
  jobId: string;
  payload: JobPayload;
  attempt: number;
  state: JobState;
  ended: Ended;
  times: AttemptTimes;
}

export class AttemptTracer {
  constructor(
    private readonly process: string,
    private readonly sampler: TraceSampler,
    private readonly writer: Pick<TraceWriter, 'add'>,
  ) {}

  /** Costs next to nothing for what is not kept. */
  ended({ jobId, payload, attempt, state, ended, times }: AttemptSeen): void {
    const cancelled = 'code' in ended && ended.code === 'CANCELLED' ? ended.message : null;
    const failed = 'code' in ended && cancelled === null;
    const wanted =
      cancelled !== null || // somebody will ask what became of it
      payload.traced === true ||
      parseTraceParent(payload.trace)?.sampled === true;
    if (!this.sampler.keeps({ failed, runMs: times.finishedAt - times.startedAt, wanted }, times.recordedAt))
      return;
    this.writer.add(
      partOfAttempt({
        jobId,
        payload,
        trace: traceOf(payload),
        process: this.process,
        attempt,
        times,
        state,
        after: findEngine(payload.engine)?.after ?? null,
        failure: failed ? ended : null,
        cancelled,
        stages: 'code' in ended ? ended.stages : ended.done.stages,
      }),
    );
  }
}
