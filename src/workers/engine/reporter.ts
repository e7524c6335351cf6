/** Tells the gateway what happens here: changes of jobs, durations, what is being worked on. */
import type { JobState } from '#contract/jobs';
import type { SlotUse } from '#contract/system';
import { type WorkerReport, topics } from '#contract/relay';
import { Histogram } from '../../stack/telemetry/histogram';

const flushMs = 50;
const beatMs = 1000;

export class Reporter {
  private readonly changes = new Map<string, { state: JobState; progress: number | null }>();
  private readonly working = new Map<string, { jobId: string; fileName: string; startedAt: number }>();
  private readonly waitMs = new Histogram();
  private readonly runMs = new Histogram();
  private counts = { completed: 0, failed: 0, retried: 0 };
  private jobsDone = 0;
  private lastSentAt = 0;
  private workingChanged = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly send: (topic: string, body: WorkerReport) => void,
    private readonly state: () => { slots: SlotUse; paused: boolean },
  ) {
    this.timer = setInterval(() => this.flush(Date.now()), flushMs);
    this.timer.unref();
  }

  started(jobId: string, fileName: string, startedAt: number, waitMs: number | null): void {
    this.working.set(jobId, { jobId, fileName, startedAt });
    this.workingChanged = true;
    this.changes.set(jobId, { state: 'active', progress: 0 });
    if (waitMs !== null) this.waitMs.record(waitMs);
  }

  progressed(jobId: string, progress: number): void {
    if (this.working.has(jobId)) this.changes.set(jobId, { state: 'active', progress });
  }

  ended(jobId: string, state: JobState, runMs: number | null): void {
    this.working.delete(jobId);
    this.workingChanged = true;
    this.changes.set(jobId, { state, progress: null });
    if (runMs !== null) this.runMs.record(runMs);
    if (state === 'completed') this.counts.completed += 1;
    else if (state === 'failed') this.counts.failed += 1;
    else if (state === 'delayed') this.counts.retried += 1;
    if (state === 'completed' || state === 'failed' || state === 'cancelled') this.jobsDone += 1;
  }

  close(): void {
    clearInterval(this.timer);
    this.flush(Date.now());
  }

  private flush(now: number): void {
    const quiet = this.changes.size === 0 && !this.workingChanged;
    if (quiet && now - this.lastSentAt < beatMs) return;
    this.send(topics.workerReport, {
      changes: [...this.changes].map(([id, change]) => ({ id, ...change })),
      waitMs: this.waitMs.take(),
      runMs: this.runMs.take(),
      ...this.counts,
      working: [...this.working.values()],
      jobsDone: this.jobsDone,
      ...this.state(),
    });
    this.changes.clear();
    this.counts = { completed: 0, failed: 0, retried: 0 };
    this.lastSentAt = now;
    this.workingChanged = false;
  }
}
