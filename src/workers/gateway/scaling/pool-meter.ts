/** What comes to a pool and how long it takes, from the engines' reports and the queue's depth. */
import type { EngineReport } from '#contract/relay';
import { valueOf } from '../../../stack/telemetry/histogram';

/** Time constant of the means: shorter ones follow noise, longer ones notice a burst too late. */
const memoryMs = 10_000;

export class PoolMeter {
  arrivalPerS = 0;
  /** Mean run time of late, ms; null until a job has ended. */
  serviceMs: number | null = null;
  private ended = 0;
  private runMs = 0;
  private runs = 0;
  private endedBefore = 0;
  private inQueueBefore: number | null = null;
  private rolledAt: number | null = null;

  note(report: Omit<EngineReport, 'waitMs'>): void {
    this.ended += report.completed + report.failed + report.retried;
    for (const [bucket, count] of report.runMs) {
      this.runMs += valueOf(bucket) * count;
      this.runs += count;
    }
  }

  /** @param inQueue jobs of the pool that Redis knows, running ones too; what comes is what this grew by and what ended */
  roll(now: number, inQueue: number): void {
    const elapsedMs = this.rolledAt === null ? 0 : now - this.rolledAt;
    const weight = 1 - Math.exp(-elapsedMs / memoryMs);
    if (elapsedMs > 0 && this.inQueueBefore !== null) {
      const came = Math.max(0, inQueue - this.inQueueBefore + this.ended - this.endedBefore);
      this.arrivalPerS += weight * ((came * 1000) / elapsedMs - this.arrivalPerS);
    }
    if (this.runs > 0) {
      const mean = this.runMs / this.runs;
      this.serviceMs = this.serviceMs === null ? mean : this.serviceMs + weight * (mean - this.serviceMs);
    }
    this.runMs = 0;
    this.runs = 0;
    this.endedBefore = this.ended;
    this.inQueueBefore = inQueue;
    this.rolledAt = now;
  }
}
