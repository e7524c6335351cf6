/** One attempt at one job, from the queue's hand to the recorded outcome. */
import { type Job, UnrecoverableError, WaitingError } from 'bullmq';
import { type ErrorCode, FlightlineError, isRetryable, messageOf } from '#contract/errors';
import type { JobAttempt, JobLogLine, JobState } from '#contract/jobs';
import { JobPayload, poisonCrashes } from '#contract/queues';
import { engineNamed } from '../../engines/registry';
import { fingerprintOf } from '../../stack/fingerprint';
import type { NewJob } from '../../stack/database/jobs';
import type { Database } from '../../stack/database/open';
import { type JobOutcome, withResult } from '../../stack/database/outcomes';
import { type EngineThreads, TaskFailure } from '../runtime/engine-threads';
import type { RunDone } from '../runtime/thread-messages';
import type { Recorder } from './recorder';
import type { Reporter } from './reporter';
import type { Slots } from './slots';

export interface RunnerParts {
  worker: string;
  database: Database;
  threads: EngineThreads;
  slots: Slots;
  recorder: Recorder;
  reporter: Reporter;
}

type Ended =
  { done: RunDone } | { code: ErrorCode; message: string; stack: string | null; logs: JobLogLine[] };

export class JobRunner {
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly parts: RunnerParts) {}

  /** Ends a job if it is here. */
  abort(jobId: string, code: 'CANCELLED' | 'INTERRUPTED'): void {
    this.running.get(jobId)?.abort(new FlightlineError(code, 'The work was asked to end.'));
  }

  abortAll(code: 'INTERRUPTED'): void {
    for (const id of this.running.keys()) this.abort(id, code);
  }

  /** BullMQ's processor. Resolves when the job has ended well or was known; throws what tells BullMQ how to go on. */
  async process(job: Job, token: string): Promise<void> {
    const id = job.id ?? '';
    const payload = JobPayload.parse(job.data);
    if (await this.isDone(job, payload)) return;
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      await this.attempt(job, payload, token, controller.signal);
    } finally {
      this.running.delete(id);
    }
  }

  /** Only a job that was started before can have a result already; if nobody can tell, running it again does no harm. */
  private async isDone(job: Job, payload: JobPayload): Promise<boolean> {
    if (job.attemptsStarted <= 1 && payload.crashes === 0) return false;
    const id = job.id ?? '';
    return withResult(this.parts.database, [id]).then(
      (done) => done.has(id),
      () => false,
    );
  }

  private async attempt(job: Job, payload: JobPayload, token: string, signal: AbortSignal): Promise<void> {
    const id = job.id ?? '';
    const number = job.attemptsMade + 1;
    let startedAt = Date.now();
    let waitMs: number | null = null;
    let ended: Ended;
    try {
      const release = await this.parts.slots.acquire(payload.lane, signal);
      try {
        startedAt = Date.now();
        waitMs = number === 1 ? Math.max(0, startedAt - payload.queuedAt) : null;
        this.parts.recorder.start({
          jobId: id,
          generation: payload.generation,
          startedAt,
          worker: this.parts.worker,
          waitMs,
        });
        this.parts.reporter.started(id, payload.fileName, startedAt, waitMs);
        ended = { done: await this.run(id, payload, signal) };
      } finally {
        release();
      }
    } catch (error) {
      ended = failureOf(error);
    }
    const finishedAt = Date.now();
    if ('code' in ended && ended.code === 'INTERRUPTED') {
      this.parts.reporter.ended(id, 'waiting', null);
      await job.moveToWait(token);
      throw new WaitingError();
    }
    let state = stateAfter(ended, number, job.opts.attempts ?? 1);
    const runMs = finishedAt - startedAt;
    const attempt = { attempt: number, startedAt, finishedAt, worker: this.parts.worker };
    try {
      await this.parts.recorder.record(
        outcomeOf(id, payload, ended, state, attempt, waitMs),
        rowOf(id, payload),
      );
    } catch (error) {
      ended = {
        code: 'ENGINE_FAILED',
        message: `The result could not be stored: ${messageOf(error)}`,
        stack: null,
        logs: [],
      };
      state = 'failed';
      await this.parts.recorder.record(
        outcomeOf(id, payload, ended, state, attempt, waitMs),
        rowOf(id, payload),
      );
    }
    this.parts.reporter.ended(id, state, runMs);
    if (!('code' in ended)) return;
    if (state === 'delayed') throw new Error(ended.message);
    throw new UnrecoverableError(ended.message);
  }

  private run(id: string, payload: JobPayload, signal: AbortSignal): Promise<RunDone> {
    if (payload.crashes >= poisonCrashes)
      throw new FlightlineError(
        'POISON',
        `Its engine process ended ${payload.crashes} times while it ran, each time but the first alone.`,
      );
    const engine = engineNamed(payload.engine);
    const file = { sha256: payload.sha256, sizeBytes: payload.sizeBytes, fileName: payload.fileName };
    return this.parts.threads.run(
      { kind: 'run', engine: engine.name, file, options: payload.options },
      { ...engine.limits, signal, onProgress: (share) => this.parts.reporter.progressed(id, share) },
    );
  }
}

function failureOf(error: unknown): Ended {
  if (error instanceof TaskFailure)
    return { code: error.code, message: error.message, stack: error.remoteStack, logs: error.logs };
  const code = error instanceof FlightlineError ? error.code : 'ENGINE_FAILED';
  return {
    code,
    message: messageOf(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
    logs: [],
  };
}

function stateAfter(ended: Ended, attempt: number, attempts: number): JobState {
  if (!('code' in ended)) return 'completed';
  if (ended.code === 'CANCELLED') return 'cancelled';
  return isRetryable(ended.code) && attempt < attempts ? 'delayed' : 'failed';
}

function outcomeOf(
  jobId: string,
  payload: JobPayload,
  ended: Ended,
  state: JobState,
  attempt: Pick<JobAttempt, 'attempt' | 'startedAt' | 'finishedAt' | 'worker'>,
  waitMs: number | null,
): JobOutcome {
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
function rowOf(id: string, payload: JobPayload): NewJob {
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
  };
}
