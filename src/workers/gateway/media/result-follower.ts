/**
 * Takes results of the engine over into the library: once each, one after the other, also those that ended while nobody
 * looked. A result and the mark that it was taken over are written in one transaction; so a kill at any moment costs a
 * repetition and nothing else.
 */
import { ZodError } from 'zod';
import { FlightlineError, messageOf } from '#contract/errors';
import { isPassing } from '../../../stack/database/connection-trouble';
import { markTaken, untakenJobs } from '../../../stack/database/media/results';
import type { Database } from '../../../stack/database/open';
import { write } from '../../../stack/database/writes';
import type { Log } from '../../../stack/log';

/** Completed work that no report told of: reports are lost with the process that waits for them. */
const sweepMs = 5 * 60_000;
const retryMs = 2000;
const atOnce = 500;

export interface FollowerParts {
  engine: string;
  database: Database;
  log: Log;
  /** Takes one over; may be called again for the same one. */
  takeOver(jobId: string): Promise<void>;
  onTaken(): void;
}

export class ResultFollower {
  private readonly told = new Set<string>();
  private sweepDue = true;
  private running: Promise<void> | null = null;
  private stopped = false;
  private timer: NodeJS.Timeout | null = null;
  private retryTimer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: FollowerParts) {}

  start(): void {
    this.timer = setInterval(() => this.sweep(), sweepMs);
    this.timer.unref();
    this.sweep();
  }

  /** Jobs of any engine that have completed. */
  note(jobIds: readonly string[]): void {
    for (const id of jobIds) this.told.add(id);
    this.wake();
  }

  /** How many are known to wait. */
  get waiting(): number {
    return this.told.size;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    if (this.retryTimer) clearTimeout(this.retryTimer);
    await this.running;
  }

  /** Looks for what has completed and was told of by nobody. */
  sweep(): void {
    this.sweepDue = true;
    this.wake();
  }

  private wake(): void {
    if (this.stopped || this.running) return;
    this.running = this.drain().finally(() => {
      this.running = null;
    });
  }

  private async drain(): Promise<void> {
    try {
      while (!this.stopped && (this.told.size > 0 || this.sweepDue)) await this.takeGroup();
    } catch (error) {
      // The database is away, mostly, and may have lost what it had not flushed. So all is looked for again.
      this.sweepDue = true;
      this.parts.log.warn('media-results-wait', { message: messageOf(error), waiting: this.told.size });
      if (!this.stopped) this.retryTimer = setTimeout(() => this.wake(), retryMs);
    }
  }

  private async takeGroup(): Promise<void> {
    const among = [...this.told].slice(0, atOnce);
    if (among.length === 0) return this.takeSwept();
    await this.takeUntaken({ among, limit: atOnce });
    for (const id of among) this.told.delete(id);
  }

  private async takeSwept(): Promise<void> {
    // Before the look: one that is asked for meanwhile is another.
    this.sweepDue = false;
    try {
      if ((await this.takeUntaken({ limit: atOnce })) === atOnce) this.sweepDue = true;
    } catch (error) {
      this.sweepDue = true;
      throw error;
    }
  }

  /** @returns how many there were */
  private async takeUntaken(which: { among?: string[]; limit: number }): Promise<number> {
    const ids = await untakenJobs(this.parts.database, this.parts.engine, which);
    for (const id of ids) {
      if (this.stopped) break;
      await this.take(id);
      this.parts.onTaken();
    }
    return ids.length;
  }

  private async take(jobId: string): Promise<void> {
    try {
      await this.parts.takeOver(jobId);
    } catch (error) {
      if (mayPass(error)) throw error;
      // A result that cannot be written would else stop all those behind it.
      this.parts.log.error('media-result-not-taken', { jobId, error });
      const outcome = { assetId: null, problem: messageOf(error), at: Date.now() };
      await write(this.parts.database.pool, (writes) => markTaken(writes, jobId, outcome));
    }
  }
}

/** Whether another try may go better, which it may not for a result that our own rules refuse. */
function mayPass(error: unknown): boolean {
  return !(error instanceof FlightlineError || error instanceof ZodError) && isPassing(error);
}
