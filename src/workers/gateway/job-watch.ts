/** What is known of jobs between two reads of the database: progress of running ones, and who waits for an end. */
import { type JobState, terminalStates } from '#contract/jobs';
import type { WorkerReport } from '#contract/relay';

export class JobWatch {
  private readonly progress = new Map<string, number>();
  private readonly waiters = new Map<string, Set<() => void>>();

  note(changes: WorkerReport['changes']): void {
    for (const { id, state, progress } of changes) {
      if (state === 'active') this.progress.set(id, progress ?? 0);
      else this.progress.delete(id);
      if (terminalStates.includes(state)) this.ended(id);
    }
  }

  ended(id: string): void {
    for (const wake of this.waiters.get(id) ?? []) wake();
  }

  withProgress<T extends { state: JobState | 'refused'; progress: number | null }>(
    rows: readonly T[],
    idOf: (row: T) => string | null,
  ): T[] {
    return rows.map((row) => {
      const id = idOf(row);
      const share =
        id === null || terminalStates.includes(row.state as JobState) ? undefined : this.progress.get(id);
      return share === undefined ? row : { ...row, state: 'active', progress: share };
    });
  }

  /** Resolves at the next sign that the job has ended, or after `limitMs`: whoever waits looks again either way. */
  sign(id: string, limitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const set = this.waiters.get(id) ?? new Set();
      this.waiters.set(id, set);
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        set.delete(wake);
        if (set.size === 0) this.waiters.delete(id);
        resolve();
      };
      const timer = setTimeout(wake, limitMs);
      signal.addEventListener('abort', wake);
      set.add(wake);
    });
  }
}
