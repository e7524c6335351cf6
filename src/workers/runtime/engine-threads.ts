/** Threads on which engines run: started when needed, kept warm, killed and replaced when a task does not end. */
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { RenderedView } from '#contract/engine';
import { type ErrorCode, FlightlineError } from '#contract/errors';
import type { JobLogLine } from '#contract/jobs';
import type { StageSpan } from './stage-clock';
import type { FromThread, RunDone, ThreadData, ThreadPlaces, ThreadTask } from './thread-messages';

/** Why a task failed, with what it had logged. */
export class TaskFailure extends FlightlineError {
  readonly logs: JobLogLine[];
  readonly stages: StageSpan[];

  constructor(
    code: ErrorCode,
    message: string,
    readonly remoteStack: string | null,
    trail: { logs: JobLogLine[]; stages: StageSpan[] },
  ) {
    super(code, message);
    this.logs = trail.logs;
    this.stages = trail.stages;
  }
}

export interface TaskLimits {
  softMs: number;
  hardMs: number;
  /** Ends the task early; `signal.reason` is a FlightlineError whose code it then fails with. */
  signal: AbortSignal;
  onProgress?: (share: number) => void;
  onLog?: (line: JobLogLine) => void;
}

/** Time a cancelled task has to end by itself. */
const graceMs = 5000;
/** A thread that a native call blocks cannot be terminated; then only a new process helps. */
const terminateLimitMs = 2000;

/**
 * From this size of its heap on V8 collects with all its might. Buffers count towards it, and a thread of a few MB of objects
 * that reads a picture after the other collected every third time, which took a tenth of the CPU. Held for threads that
 * start from now on.
 */
setFlagsFromString('--initial-old-space-size=256');

interface Slot {
  worker: Worker;
  flag: Int32Array;
  busy: boolean;
}

export interface EngineThreadsOptions {
  /** Folder of the built entries. */
  entriesDir: string;
  places: ThreadPlaces;
  memoryMb: number;
  /** Called when a thread can neither go on nor be ended. */
  onStuck: (reason: string) => void;
}

export class EngineThreads {
  private readonly slots = new Set<Slot>();
  private lastId = 0;

  constructor(private readonly options: EngineThreadsOptions) {}

  /** Starts a thread ahead of its first task. */
  warm(): void {
    if (this.slots.size === 0) this.spawn();
  }

  /** Ends idle threads beyond this number; busy ones stay for the next tasks. */
  keepAtMost(count: number): void {
    const idle = [...this.slots].filter(({ busy }) => !busy);
    for (const slot of idle.slice(0, Math.max(0, this.slots.size - count))) this.destroy(slot);
  }

  /** @throws TaskFailure */
  async run(task: Extract<ThreadTask, { kind: 'run' }>, limits: TaskLimits): Promise<RunDone> {
    const { message, said } = await this.execute(task, limits);
    if (message.type !== 'run') throw new Error(`A run was answered with ${message.type}.`);
    return { ...message.done, logs: said };
  }

  /** @throws TaskFailure */
  async render(task: Extract<ThreadTask, { kind: 'view' }>, limits: TaskLimits): Promise<RenderedView> {
    const { message } = await this.execute(task, limits);
    if (message.type !== 'view') throw new Error(`A view was answered with ${message.type}.`);
    return message.view;
  }

  /** Has a query or an act answered. @throws TaskFailure */
  async ask(task: Extract<ThreadTask, { kind: 'query' | 'act' }>, limits: TaskLimits): Promise<unknown> {
    const { message } = await this.execute(task, limits);
    if (message.type !== 'answer') throw new Error(`A ${task.kind} was answered with ${message.type}.`);
    return message.answer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.slots].map(({ worker }) => worker.terminate()));
    this.slots.clear();
  }

  private spawn(): Slot {
    const abortFlag = new SharedArrayBuffer(4);
    const workerData: ThreadData = { ...this.options.places, abortFlag };
    const worker = new Worker(path.join(this.options.entriesDir, 'engine-thread.js'), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: this.options.memoryMb },
      stdout: false,
      stderr: false,
    });
    const slot: Slot = { worker, flag: new Int32Array(abortFlag), busy: false };
    worker.on('error', () => this.slots.delete(slot)); // the task's own listener says why
    worker.on('exit', () => this.slots.delete(slot));
    this.slots.add(slot);
    return slot;
  }

  private execute(
    task: ThreadTask,
    limits: TaskLimits,
  ): Promise<{ message: FromThread; said: JobLogLine[] }> {
    const slot = [...this.slots].find(({ busy }) => !busy) ?? this.spawn();
    slot.busy = true;
    const id = ++this.lastId;
    const said: JobLogLine[] = [];
    return new Promise((resolve, reject) => {
      let abortCode: ErrorCode | null = null;
      const timers: NodeJS.Timeout[] = [];

      const settle = (act: () => void) => {
        timers.forEach(clearTimeout);
        limits.signal.removeEventListener('abort', onAbort);
        slot.worker.off('message', onMessage);
        slot.worker.off('error', onError);
        slot.worker.off('exit', onExit);
        slot.busy = false;
        act();
      };
      const fail = (
        code: ErrorCode,
        message: string,
        stack: string | null = null,
        stages: StageSpan[] = [],
      ) => settle(() => reject(new TaskFailure(code, message, stack, { logs: said, stages })));

      const ask = (code: ErrorCode) => {
        if (abortCode) return;
        abortCode = code;
        Atomics.store(slot.flag, 0, id);
        slot.worker.postMessage({ abort: id, code });
      };
      const end = (code: ErrorCode, message: string) => {
        this.destroy(slot);
        fail(code, message);
      };
      const onAbort = () => {
        const code =
          limits.signal.reason instanceof FlightlineError ? limits.signal.reason.code : 'CANCELLED';
        ask(code);
        timers.push(setTimeout(() => end(code, 'It was ended because it did not stop by itself.'), graceMs));
      };
      const onMessage = (message: FromThread) => {
        if (message.id !== id) return;
        if (message.type === 'progress') limits.onProgress?.(message.share);
        else if (message.type === 'log') {
          said.push(message.line);
          limits.onLog?.(message.line);
        } else if (message.type !== 'failed') settle(() => resolve({ message, said }));
        else
          fail(
            abortCode ?? message.code,
            abortCode ? messageFor(abortCode, limits) : message.message,
            message.stack,
            message.stages,
          );
      };
      const onError = (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? fail('OUT_OF_MEMORY', `It needed more than ${this.options.memoryMb} MiB.`)
          : fail('ENGINE_CRASHED', `The engine thread crashed: ${error.message}`, error.stack);
      const onExit = (code: number) => fail('ENGINE_CRASHED', `The engine thread ended with code ${code}.`);

      slot.worker.on('message', onMessage);
      slot.worker.on('error', onError);
      slot.worker.on('exit', onExit);
      timers.push(
        setTimeout(() => ask('SOFT_TIMEOUT'), limits.softMs),
        setTimeout(() => end('HARD_TIMEOUT', messageFor('HARD_TIMEOUT', limits)), limits.hardMs),
      );
      slot.worker.postMessage({ id, task });
      if (limits.signal.aborted) onAbort();
      else limits.signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  private destroy(slot: Slot): void {
    this.slots.delete(slot);
    const stuck = setTimeout(
      () => this.options.onStuck('An engine thread could not be ended.'),
      terminateLimitMs,
    );
    void slot.worker.terminate().then(() => clearTimeout(stuck));
  }
}

function messageFor(code: ErrorCode, limits: TaskLimits): string {
  if (code === 'SOFT_TIMEOUT') return `It took longer than ${limits.softMs / 1000} s.`;
  if (code === 'HARD_TIMEOUT') return `It was still running after ${limits.hardMs / 1000} s and was ended.`;
  if (code === 'INTERRUPTED') return 'The instance was stopping.';
  return 'It was cancelled.';
}
