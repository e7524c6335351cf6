/** Shares the slots of a process among lanes: by weight while all have work, with one extra slot for `interactive`. */
import { type Lane, laneWeights, lanes } from '#contract/queues';

type Kind = 'shared' | 'express';

interface Waiting {
  grant: (kind: Kind) => void;
}

/**
 * Weighted fair sharing by stride: each grant moves its lane's clock on by 1/weight, and the lane that is furthest behind
 * goes next (Waldspurger and Weihl, "Stride Scheduling", 1995).
 */
export class Slots {
  private readonly used: Record<Kind, number> = { shared: 0, express: 0 };
  private readonly queues: Record<Lane, Waiting[]> = { interactive: [], normal: [], batch: [] };
  private readonly clock: Record<Lane, number> = { interactive: 0, normal: 0, batch: 0 };
  private time = 0;

  /** @param shared slots of all lanes  @param express slots that only `interactive` may take, when no shared one is free */
  constructor(
    private shared: number,
    private readonly express = 1,
  ) {}

  get use(): { used: number; limit: number } {
    return { used: this.used.shared + this.used.express, limit: this.shared };
  }

  /** Those that hold a slot beyond a smaller number keep it until they give it back. */
  resize(shared: number): void {
    this.shared = shared;
    this.grant();
  }

  /** Whether a job of this lane would get a slot at once. */
  hasRoom(lane: Lane): boolean {
    return this.used.shared < this.shared || (lane === 'interactive' && this.used.express < this.express);
  }

  /** Resolves with the function that gives the slot back. @throws the signal's reason when it aborts first */
  async acquire(lane: Lane, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const kind = await new Promise<Kind>((resolve, reject) => {
      const queue = this.queues[lane];
      // A lane that was idle starts at the present, not with credit for its absence.
      if (queue.length === 0) this.clock[lane] = Math.max(this.clock[lane], this.time);
      const waiting: Waiting = {
        grant: (granted) => {
          signal.removeEventListener('abort', onAbort);
          resolve(granted);
        },
      };
      const onAbort = () => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      queue.push(waiting);
      this.grant();
    });
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.used[kind] -= 1;
      this.grant();
    };
  }

  private grant(): void {
    for (let next = this.next(); next; next = this.next()) {
      this.used[next.kind] += 1;
      this.time = this.clock[next.lane];
      this.clock[next.lane] += 1 / laneWeights[next.lane];
      this.queues[next.lane].shift()?.grant(next.kind);
    }
  }

  private next(): { lane: Lane; kind: Kind } | null {
    if (this.used.shared < this.shared) {
      const waiting = lanes.filter((lane) => this.queues[lane].length > 0);
      if (waiting.length === 0) return null;
      return {
        lane: waiting.reduce((best, lane) => (this.clock[lane] < this.clock[best] ? lane : best)),
        kind: 'shared',
      };
    }
    if (this.used.express < this.express && this.queues.interactive.length > 0)
      return { lane: 'interactive', kind: 'express' };
    return null;
  }
}
