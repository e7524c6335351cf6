/** Brings the trace parts of a process into the store, in groups; the work itself never waits for that. */
import { isConnectionTrouble } from '../database/connection-trouble';
import type { Database } from '../database/open';
import { type TracePart, storeTraceParts } from '../database/traces';
import type { Log } from '../log';

const flushMs = 500;
const mostAtOnce = 200;
/** What may wait for a database that is away; then the oldest are let go. */
const mostWaiting = 2000;

export class TraceWriter {
  private waiting: TracePart[] = [];
  private dropped = 0;
  private away = false;
  private writing: Promise<void> | null = null;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {
    this.timer = setInterval(() => void this.flush(), flushMs);
    this.timer.unref();
  }

  add(part: TracePart): void {
    this.waiting.push(part);
    if (this.waiting.length <= mostWaiting) return;
    this.waiting.shift();
    this.dropped += 1;
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.flush();
  }

  /** Writes what waits now, or says nothing when the database is away. */
  flush(): Promise<void> {
    this.writing ??= this.write().finally(() => (this.writing = null));
    return this.writing;
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, mostAtOnce);
      try {
        await storeTraceParts(this.database, group, Date.now());
        this.away = false;
      } catch (error) {
        this.keep(group, error);
        return; // the timer tries again
      }
    }
    if (this.dropped === 0) return;
    this.log.warn('traces-dropped', { parts: this.dropped });
    this.dropped = 0;
  }

  private keep(group: readonly TracePart[], error: unknown): void {
    const room = isConnectionTrouble(error) ? Math.max(0, mostWaiting - this.waiting.length) : 0;
    const kept = group.slice(Math.max(0, group.length - room));
    this.waiting.unshift(...kept);
    this.dropped += group.length - kept.length;
    if (!this.away) this.log.warn('traces-not-written', { error, waiting: this.waiting.length });
    this.away = true;
  }
}
