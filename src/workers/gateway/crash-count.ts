/** Counts the ends of engine processes that nobody asked for, from what the supervisor tells each second. */
import type { ProcessInfo } from '#contract/system';

type Seen = Pick<ProcessInfo, 'restarts' | 'state'>;

export class CrashCount {
  total = 0;

  constructor(private readonly onCrash: (process: string, failed: boolean) => void) {}

  private readonly seen = new Map<string, Seen>();

  /** Each such end is followed by a restart, or by `failed` when there were too many. */
  note(processes: readonly Pick<ProcessInfo, 'name' | 'kind' | 'restarts' | 'state'>[]): void {
    for (const { name, kind, restarts, state } of processes) {
      if (kind !== 'engine') continue;
      const before = this.seen.get(name);
      this.seen.set(name, { restarts, state });
      if (!before) continue; // what was before the gateway is not ours to count
      const failed = state === 'failed' && before.state !== 'failed';
      const crashes = Math.max(0, restarts - before.restarts) + Number(failed);
      this.total += crashes;
      for (let index = 0; index < crashes; index++) this.onCrash(name, failed);
    }
  }
}
