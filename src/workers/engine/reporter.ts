/** Tells the gateway what happens here: changes of jobs, durations, what is being worked on. */
import type { JobState } from '#contract/jobs';
import type { SlotUse } from '#contract/system';
import { type EngineReport, type WorkerReport, topics } from '#contract/relay';
import { Histogram } from '../../stack/telemetry/histogram';

const flushMs = 50;
const beatMs = 1000;

interface ReportedJob {
  id: string;
  engine: string;
}

class EngineTally {
  readonly waitMs = new Histogram();
  readonly runMs = new Histogram();
  readonly counts = { completed: 0, failed: 0, retried: 0 };

  report(): EngineReport {
    return { waitMs: this.waitMs.take(), runMs: this.runMs.take(), ...this.counts };
  }
}

export class Reporter {
  private readonly changes = new Map<string, { state: JobState; progress: number | null }>();
  private readonly working = new Map<string, { jobId: string; fileName: string; startedAt: number }>();
  private readonly tallies = new Map<string, EngineTally>();
  private jobsDone = 0;
  private lastSentAt = 0;
  private workingChanged = false;
  private readonly timer: NodeJS.Timeout;
  private soon: NodeJS.Immediate | null = null;

  constructor(
    private readonly send: (topic: string, body: WorkerReport) => void,
    private readonly state: () => { slots: SlotUse; paused: boolean },
  ) {
    this.timer = setInterval(() => this.flush(Date.now()), flushMs);
    this.timer.unref();
  }

  started(
    { id, engine, fileName }: ReportedJob & { fileName: string },
    startedAt: number,
    waitMs: number | null,
  ): void {
    this.working.set(id, { jobId: id, fileName, startedAt });
    this.workingChanged = true;
    this.changes.set(id, { state: 'active', progress: 0 });
    if (waitMs !== null) this.tallyOf(engine).waitMs.record(waitMs);
    this.tellSoon();
  }

  progressed(jobId: string, progress: number): void {
    if (this.working.has(jobId)) this.changes.set(jobId, { state: 'active', progress });
  }

  ended({ id, engine }: ReportedJob, state: JobState, runMs: number | null): void {
    this.working.delete(id);
    this.workingChanged = true;
    this.changes.set(id, { state, progress: null });
    const { runMs: times, counts } = this.tallyOf(engine);
    if (runMs !== null) times.record(runMs);
    if (state === 'completed') counts.completed += 1;
    else if (state === 'failed') counts.failed += 1;
    else if (state === 'delayed') counts.retried += 1;
    if (state === 'completed' || state === 'failed' || state === 'cancelled') this.jobsDone += 1;
    this.tellSoon();
  }

  close(): void {
    clearInterval(this.timer);
    if (this.soon) clearImmediate(this.soon);
    this.flush(Date.now());
  }

  /** Where little happens somebody waits for just this; where much does, the timer gathers it. */
  private tellSoon(): void {
    if (this.soon || Date.now() - this.lastSentAt < flushMs) return;
    this.soon = setImmediate(() => {
      this.soon = null;
      this.flush(Date.now());
    });
  }

  private flush(now: number): void {
    const quiet = this.changes.size === 0 && !this.workingChanged;
    if (quiet && now - this.lastSentAt < beatMs) return;
    this.send(topics.workerReport, {
      changes: [...this.changes].map(([id, change]) => ({ id, ...change })),
      engines: Object.fromEntries([...this.tallies].map(([engine, tally]) => [engine, tally.report()])),
      working: [...this.working.values()],
      jobsDone: this.jobsDone,
      ...this.state(),
    });
    this.changes.clear();
    this.tallies.clear();
    this.lastSentAt = now;
    this.workingChanged = false;
  }

  private tallyOf(engine: string): EngineTally {
    const tally = this.tallies.get(engine) ?? new EngineTally();
    this.tallies.set(engine, tally);
    return tally;
  }
}
