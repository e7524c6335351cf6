/** How an attempt ended, and what is recorded of it: pure functions. */
import { type ErrorCode, FlightlineError, isRetryable, messageOf } from '#contract/errors';
import type { JobAttempt, JobLogLine, JobState } from '#contract/jobs';
import type { JobPayload } from '#contract/queues';
import type { NewJob } from '../../stack/database/jobs';
import type { JobOutcome } from '../../stack/database/outcomes';
import { fingerprintOf } from '../../stack/fingerprint';
import { TaskFailure } from '../runtime/engine-threads';
import type { StageSpan } from '../runtime/stage-clock';
import type { RunDone } from '../runtime/thread-messages';

export type Ended =
  | { done: RunDone }
  | { code: ErrorCode; message: string; stack: string | null; logs: JobLogLine[]; stages: StageSpan[] };

export function failureOf(error: unknown): Ended {
  if (error instanceof TaskFailure)
    return {
      code: error.code,
      message: error.message,
      stack: error.remoteStack,
      logs: error.logs,
      stages: error.stages,
    };
  const code = error instanceof FlightlineError ? error.code : 'ENGINE_FAILED';
  return {
    code,
    message: messageOf(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
    logs: [],
    stages: [],
  };
}

export function stateAfter(ended: Ended, attempt: number, attempts: number): JobState {
  if (!('code' in ended)) return 'completed';
  if (ended.code === 'CANCELLED') return 'cancelled';
  return isRetryable(ended.code) && attempt < attempts ? 'delayed' : 'failed';
}

export interface AttemptEnd {
  jobId: string;
  payload: JobPayload;
  ended: Ended;
  state: JobState;
  attempt: Pick<JobAttempt, 'attempt' | 'startedAt' | 'finishedAt' | 'worker'>;
  waitMs: number | null;
}

export function outcomeOf({ jobId, payload, ended, state, attempt, waitMs }: AttemptEnd): JobOutcome {
  const failed = 'code' in ended ? ended : null;
  const outcome =
    state === 'completed' || state === 'cancelled' ? state : state === 'delayed' ? 'retried' : 'failed';
  return {
    jobId,
    generation: payload.generation,
    attempt: {
      ...attempt,
      outcome,
      errorCode: failed?.code ?? null,
      errorMessage: failed?.message ?? null,
      stack: failed?.stack ?? null,
    },
    state,
    waitMs,
    runMs: attempt.finishedAt - attempt.startedAt,
    crashes: payload.crashes,
    result:
      'done' in ended
        ? { engineVersion: payload.version, output: ended.done.output, summary: ended.done.summary }
        : null,
    fingerprint: failed && state === 'failed' ? fingerprintOf({ engine: payload.engine, ...failed }) : null,
    logs: 'done' in ended ? ended.done.logs : ended.logs,
  };
}

/** The job's row as the intake would have written it. */
export function rowOf(id: string, payload: JobPayload): NewJob {
  return {
    id,
    engine: payload.engine,
    engineVersion: payload.version,
    lane: payload.lane,
    fileName: payload.fileName,
    sha256: payload.sha256,
    sizeBytes: payload.sizeBytes,
    options: payload.options,
    acceptedAt: payload.acceptedAt,
    trace: payload.trace ?? null,
  };
}
