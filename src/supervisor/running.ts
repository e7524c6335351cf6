/** What the supervisor holds of anything that runs: a child of ours or redis-server. */
import type { ChildExit } from './host';

export interface Running {
  readonly pid: number | null;
  /** What it said of itself when it was ready. */
  readonly facts: Record<string, unknown>;
  /** Settles when the process is gone; never rejects. */
  readonly exited: Promise<ChildExit>;
  /** When it last gave a sign of life, ms; null where none is expected. */
  lastBeatAt(): number | null;
  /** Asks it to end. */
  stop(how: 'drain' | 'suspend'): void;
  kill(): void;
}
