/** Writes outcomes to the database in groups: whatever gathers while one write is under way goes with the next. */
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#contract/errors';
import { isPassing } from '../../stack/database/connection-trouble';
import { type NewJob, insertMany } from '../../stack/database/jobs';
import type { Database } from '../../stack/database/open';
import { type JobOutcome, type JobStart, applyOutcomes, applyStarts } from '../../stack/database/outcomes';
import type { Log } from '../../stack/log';

interface Entry {
  outcome: JobOutcome;
  /** Inserted when the job's row is not there (yet): the intake may be behind, or a power cut may have taken it. */
  job: NewJob;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const mostAtOnce = 500;
const startDelayMs = 30;

export class Recorder {
  private readonly starts = new Map<string, JobStart>();
  private entries: Entry[] = [];
  private flushing = false;
  private startTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** Written soon, unless the outcome is there first. */
  start(start: JobStart): void {
    this.starts.set(start.jobId, start);
    this.startTimer ??= setTimeout(() => {
      this.startTimer = null;
      this.flush();
    }, startDelayMs);
  }

  /** Resolves when the outcome is stored; waits for a database that is away or short of room. @throws what the database says against it */
  record(outcome: JobOutcome, job: NewJob): Promise<void> {
    return new Promise((resolve, reject) => {
      this.entries.push({ outcome, job, resolve, reject });
      this.flush();
    });
  }

  private flush(): void {
    if (this.flushing) return;
    this.flushing = true;
    void this.drain().finally(() => (this.flushing = false));
  }

  private async drain(): Promise<void> {
    while (this.entries.length > 0 || (this.starts.size > 0 && this.startTimer === null)) {
      const group = this.entries.splice(0, mostAtOnce);
      for (const { outcome } of group) this.starts.delete(outcome.jobId);
      const starts = this.startTimer === null ? [...this.starts.values()] : [];
      starts.forEach(({ jobId }) => this.starts.delete(jobId));
      await this.write(group);
      // A start only makes lists fresher, so one that cannot be written is let go.
      if (starts.length > 0)
        await applyStarts(this.database, starts).catch((error: unknown) =>
          this.log.warn('starts-not-written', { error }),
        );
    }
  }

  private async write(group: Entry[]): Promise<void> {
    for (let attempt = 1; group.length > 0; attempt++) {
      try {
        await this.apply(group);
        group.forEach(({ resolve }) => resolve());
        return;
      } catch (error) {
        if (!isPassing(error)) return this.writeOneByOne(group, error);
        if (attempt === 1)
          this.log.warn('database-away', { message: messageOf(error), waiting: group.length });
        await delay(Math.min(50 * 2 ** attempt, 1000));
      }
    }
  }

  private async writeOneByOne(group: Entry[], error: unknown): Promise<void> {
    const [only] = group;
    if (group.length === 1 && only) return only.reject(error);
    for (const entry of group) await this.write([entry]);
  }

  private async apply(group: Entry[]): Promise<void> {
    const outcomes = group.map(({ outcome }) => outcome);
    const { unknown } = await applyOutcomes(this.database, outcomes);
    if (unknown.length === 0) return;
    const missing = new Set(unknown);
    await insertMany(
      this.database,
      group.filter(({ job }) => missing.has(job.id)).map(({ job }) => job),
    );
    await applyOutcomes(
      this.database,
      outcomes.filter(({ jobId }) => missing.has(jobId)),
    );
  }
}
