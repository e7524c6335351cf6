/** Follows batches while their jobs change: counts, rate, time left, end. */
import type { Batch } from '#contract/batches';
import { type StoredBatch, batchesOf, finishIfDone, getMany } from '../../stack/database/batches';
import type { Database } from '../../stack/database/open';
import type { Log } from '../../stack/log';

const everyMs = 500;
const windowMs = 10_000;
/** Counting costs the store up to 4 µs for each member. So it has nine tenths of its time for a large batch's jobs. */
const countedPerMs = 20;

interface Point {
  at: number;
  finished: number;
}

function finishedOf({ counts }: StoredBatch): number {
  return counts.completed + counts.failed + counts.cancelled + counts.refused;
}

export class BatchWatch {
  private readonly dirtyJobs = new Set<string>();
  private readonly dirtyBatches = new Set<string>();
  /** Done, but not told yet. */
  private readonly ended = new Set<string>();
  private readonly points = new Map<string, Point[]>();
  /** When a batch may be counted again. */
  private readonly nextAt = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private busy = false;

  constructor(
    private readonly database: Database,
    /** `ended`: it became done just now. */
    private readonly publish: (batch: Batch, ended: boolean) => void,
    private readonly log: Log,
  ) {
    this.timer = setInterval(() => void this.look(), everyMs);
    this.timer.unref();
  }

  jobsChanged(ids: readonly string[]): void {
    for (const id of ids) this.dirtyJobs.add(id);
  }

  membersCame(id: string): void {
    this.dirtyBatches.add(id);
  }

  /** By an act: looked at without waiting. */
  batchChanged(id: string): void {
    this.nextAt.delete(id);
    this.dirtyBatches.add(id);
  }

  /** Adds rate and time left. */
  describe(batch: StoredBatch): Batch {
    const { sealed: _sealed, ...plain } = batch;
    const ratePerS = batch.state === 'running' || batch.state === 'open' ? this.rate(batch.id) : null;
    const left = batch.counts.total - finishedOf(batch);
    const etaMs =
      batch.state === 'running' && ratePerS !== null && ratePerS > 0
        ? Math.round((left / ratePerS) * 1000)
        : null;
    return { ...plain, ratePerS, etaMs };
  }

  close(): void {
    clearInterval(this.timer);
  }

  private rate(id: string): number | null {
    const points = this.points.get(id) ?? [];
    const [first] = points;
    const last = points.at(-1);
    if (!first || !last || last.at - first.at < 500) return null;
    return ((last.finished - first.finished) * 1000) / (last.at - first.at);
  }

  private note(batch: StoredBatch, now: number): void {
    const points = (this.points.get(batch.id) ?? []).filter(({ at }) => now - at <= windowMs);
    points.push({ at: now, finished: finishedOf(batch) });
    this.points.set(batch.id, points);
  }

  private forget(id: string): void {
    this.points.delete(id);
    this.nextAt.delete(id);
  }

  private async look(): Promise<void> {
    if (this.busy || (this.dirtyJobs.size === 0 && this.dirtyBatches.size === 0)) return;
    this.busy = true;
    const jobs = [...this.dirtyJobs];
    const batches = [...this.dirtyBatches];
    this.dirtyJobs.clear();
    this.dirtyBatches.clear();
    try {
      const ids = new Set([...batches, ...(await batchesOf(this.database, jobs)).map(({ id }) => id)]);
      const now = Date.now();
      const due = [...ids].filter((id) => now >= (this.nextAt.get(id) ?? 0));
      for (const id of ids) if (!due.includes(id)) this.dirtyBatches.add(id);
      for (const id of await finishIfDone(this.database, due, now)) this.ended.add(id);
      for (const batch of await getMany(this.database, due)) {
        this.note(batch, now);
        this.publish(this.describe(batch), this.ended.delete(batch.id));
        this.nextAt.set(batch.id, Date.now() + batch.counts.total / countedPerMs);
        if (batch.state === 'done' || batch.state === 'cancelled') this.forget(batch.id);
      }
    } catch (error) {
      this.log.warn('batches-not-read', { error });
      jobs.forEach((id) => this.dirtyJobs.add(id));
      batches.forEach((id) => this.dirtyBatches.add(id));
    } finally {
      this.busy = false;
    }
  }
}
