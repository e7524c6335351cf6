/** One attempt at one job, from the queue's hand to the recorded outcome. */
import { type Job, UnrecoverableError, WaitingError } from 'bullmq';
import { FlightlineError, messageOf } from '#contract/errors';
import type { JobState } from '#contract/jobs';
import { JobPayload, poisonCrashes } from '#contract/queues';
import { engineNamed } from '../../engines/registry';
import { isParked, markBegun, markParked } from '../../stack/queue/parked';
import type { Database } from '../../stack/database/open';
import { withResult } from '../../stack/database/outcomes';
import type { Log } from '../../stack/log';
import { traceOf } from '../../stack/telemetry/trace-context';
import type { EngineThreads } from '../runtime/engine-threads';
import type { RunDone } from '../runtime/thread-messages';
import type { AttemptTracer } from './attempt-tracer';
import { type Ended, failureOf, outcomeOf, rowOf, stateAfter } from './attempt-end';
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
  log: Log;
  tracer: AttemptTracer;
  /** Isolation: one job at a time is on a thread, and only that one is to blame for a crash. */
  alone: boolean;
}

export class JobRunner {
  private readonly running = new Map<string, AbortController>();
  /** Jobs whose failure is recorded and which BullMQ is about to tell of. */
  private readonly told = new Set<string>();
  /** Jobs that wait here for a slot. */
  private readonly parked = new Set<string>();
  /** Since a worker that waits for a job may still get one after it was paused. */
  private takesNone = false;

  constructor(private readonly parts: RunnerParts) {}

  /** Ends a job if it is here. */
  abort(jobId: string, code: 'CANCELLED' | 'INTERRUPTED', why = 'The work was asked to end.'): void {
    this.running.get(jobId)?.abort(new FlightlineError(code, why));
  }

  abortAll(code: 'INTERRUPTED'): void {
    for (const id of this.running.keys()) this.abort(id, code);
  }

  /** Jobs that have not begun go back to their lane, where another process finds them. */
  giveBackParked(): void {
    for (const id of this.parked) this.abort(id, 'INTERRUPTED');
  }

  set refuses(refuses: boolean) {
    this.takesNone = refuses;
    if (refuses) this.giveBackParked();
  }

  /**
   * Told of every failure by BullMQ. One that was not recorded here is its own: a job that stalled too often is given up
   * without ever reaching the processor.
   */
  async failedInQueue(job: Pick<Job, 'id' | 'data' | 'attemptsMade'>, reason: string): Promise<void> {
    const id = job.id ?? '';
    if (this.told.delete(id)) return;
    const payload = JobPayload.parse(job.data);
    const now = Date.now();
    const ended: Ended = {
      code: 'ENGINE_FAILED',
      message: `The queue gave it up: ${reason}`,
      stack: null,
      logs: [],
      stages: [],
    };
    const attempt = {
      attempt: Math.max(1, job.attemptsMade),
      startedAt: now,
      finishedAt: now,
      worker: this.parts.worker,
    };
    await this.parts.recorder.record(
      outcomeOf({ jobId: id, payload, ended, state: 'failed', attempt, waitMs: null }),
      rowOf(id, payload),
    );
    this.parts.reporter.ended({ id, engine: payload.engine }, 'failed', null);
    const times = { startedAt: now, finishedAt: now, recordedAt: Date.now() };
    this.say(id, payload, ended, { state: 'failed', attempt: attempt.attempt, runMs: 0 });
    this.parts.tracer.ended({ jobId: id, payload, attempt: attempt.attempt, state: 'failed', ended, times });
  }

  /** BullMQ's processor. Resolves when the job has ended well or was known; throws what tells BullMQ how to go on. */
  async process(job: Job, token: string): Promise<void> {
    const id = job.id ?? '';
    if (this.takesNone) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
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
    const { engine, fileName } = payload;
    const number = job.attemptsMade + 1;
    let startedAt = Date.now();
    let startedMark = performance.now();
    let waitMs: number | null = null;
    let ended: Ended;
    try {
      if (!this.parts.slots.hasRoom(payload.lane)) markParked(job).catch(() => undefined); // then it counts as begun
      this.parked.add(id);
      const release = await this.parts.slots
        .acquire(payload.lane, signal)
        .finally(() => this.parked.delete(id));
      try {
        if (isParked(job)) await markBegun(job);
        startedAt = Date.now();
        startedMark = performance.now();
        waitMs = number === 1 ? Math.max(0, startedAt - payload.queuedAt) : null;
        this.parts.recorder.start({
          jobId: id,
          generation: payload.generation,
          startedAt,
          worker: this.parts.worker,
          waitMs,
        });
        this.parts.reporter.started({ id, engine, fileName }, startedAt, waitMs);
        ended = { done: await this.run(id, payload, signal) };
      } finally {
        if (this.parts.alone) await markParked(job).catch(() => undefined);
        release();
      }
    } catch (error) {
      ended = failureOf(error);
    }
    const ranMs = performance.now() - startedMark;
    const finishedAt = Math.max(startedAt, Date.now());
    if ('code' in ended && ended.code === 'INTERRUPTED') {
      this.parts.reporter.ended({ id, engine }, 'waiting', null);
      await job.moveToWait(token);
      throw new WaitingError();
    }
    // Who cancelled it, and not that a thread was told so.
    if ('code' in ended && ended.code === 'CANCELLED' && signal.aborted)
      ended = { ...ended, message: messageOf(signal.reason) };
    let state = stateAfter(ended, number, job.opts.attempts ?? 1);
    const runMs = finishedAt - startedAt;
    const attempt = { attempt: number, startedAt, finishedAt, worker: this.parts.worker };
    try {
      await this.parts.recorder.record(
        outcomeOf({ jobId: id, payload, ended, state, attempt, waitMs }),
        rowOf(id, payload),
      );
    } catch (error) {
      ended = {
        code: 'ENGINE_FAILED',
        message: `The result could not be stored: ${messageOf(error)}`,
        stack: null,
        logs: [],
        stages: [],
      };
      state = 'failed';
      await this.parts.recorder.record(
        outcomeOf({ jobId: id, payload, ended, state, attempt, waitMs }),
        rowOf(id, payload),
      );
    }
    this.parts.reporter.ended({ id, engine }, state, runMs);
    this.say(id, payload, ended, { state, attempt: number, runMs });
    const times = {
      startedAt,
      finishedAt: startedAt + ranMs,
      recordedAt: startedAt + performance.now() - startedMark,
    };
    this.parts.tracer.ended({ jobId: id, payload, attempt: number, state, ended, times });
    if (!('code' in ended)) return;
    this.told.add(id);
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
      {
        ...engine.limits,
        signal,
        onProgress: (share) => this.parts.reporter.progressed(id, share),
        onLog: ({ level, event, fields }) =>
          this.parts.log[level](event, { ...fields, ...namesOf(id, payload) }),
      },
    );
  }

  private say(
    id: string,
    payload: JobPayload,
    ended: Ended,
    { state, ...how }: { state: JobState; attempt: number; runMs: number },
  ): void {
    const { log } = this.parts;
    // Thousands a second may end well: whoever wants a line for each asks for the level debug.
    if (!('code' in ended)) log.debug('job-completed', { ...namesOf(id, payload), ...how });
    else {
      const { code, message } = ended;
      const level = state === 'failed' ? 'error' : state === 'delayed' ? 'warn' : 'info';
      log[level](`job-${state === 'delayed' ? 'retried' : state}`, {
        ...namesOf(id, payload),
        code,
        message,
        ...how,
      });
    }
  }
}

/** The fields by which a line is found. */
function namesOf(job: string, payload: JobPayload) {
  return { job, engine: payload.engine, file: payload.fileName, trace: traceOf(payload).traceId };
}
