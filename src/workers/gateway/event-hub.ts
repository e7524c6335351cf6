/** Fans events out to the consoles: the first at once, changes that follow gathered into a message each 100 ms, a flood of them more rarely. */
import { type ConsoleEvent, type JobChange } from '#contract/events';

const gatherMs = 100;
/** Nobody reads so many lines; each message costs whoever sends and whoever reads it. */
const flood = { gatherMs: 300, changes: 30 };
const mostChanges = 500;
/** A console that does not read (a sleeping laptop) loses the oldest; it reads everything anew when it wakes. */
const mostQueued = 200;

interface Listener {
  queue: ConsoleEvent[];
  wake: () => void;
}

export class EventHub {
  private readonly listeners = new Set<Listener>();
  private readonly changes = new Map<string, JobChange>();
  private more = false;
  private timer: NodeJS.Timeout | null = null;
  private flushedAt = -Infinity;
  private pauseMs = gatherMs;

  jobs(changes: readonly JobChange[]): void {
    if (this.listeners.size === 0) return;
    for (const change of changes) {
      if (this.changes.size >= mostChanges && !this.changes.has(change.id)) this.more = true;
      else this.changes.set(change.id, change);
    }
    const passedMs = performance.now() - this.flushedAt;
    this.timer ??= setTimeout(() => this.flushJobs(), Math.max(0, this.pauseMs - passedMs));
  }

  publish(event: ConsoleEvent): void {
    for (const listener of this.listeners) {
      listener.queue.push(event);
      if (listener.queue.length > mostQueued) listener.queue.shift();
      listener.wake();
    }
  }

  get audience(): number {
    return this.listeners.size;
  }

  async *listen(signal: AbortSignal): AsyncGenerator<ConsoleEvent> {
    const listener: Listener = { queue: [], wake: () => undefined };
    this.listeners.add(listener);
    const onAbort = () => listener.wake();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const next = listener.queue.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (listener.wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.listeners.delete(listener);
    }
  }

  private flushJobs(): void {
    this.timer = null;
    this.flushedAt = performance.now();
    const changes = [...this.changes.values()];
    this.pauseMs = changes.length < flood.changes ? gatherMs : flood.gatherMs;
    const more = this.more;
    this.changes.clear();
    this.more = false;
    this.publish({ type: 'jobs', changes, more });
  }
}
