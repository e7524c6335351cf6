/**
 * Queues jobs when their turn in a workflow has come. The order is kept in the database and not by BullMQ's flows: a job
 * moves between queues here (lanes, isolation, pause), which a flow's parent does not follow.
 */
import type { JobState } from '#contract/jobs';
import { statesOf } from '../../stack/database/jobs';
import type { StoredJob } from '../../stack/database/jobs';
import type { Database } from '../../stack/database/open';
import { type Withheld, cancelAfter, waitingAfter } from '../../stack/database/workflow-steps';
import type { JobQueues } from '../../stack/queue/job-queues';
import type { AcceptedJob } from './intake/journal-records';
import { toQueued } from './intake/to-queue';

export interface WorkflowParts {
  database: Database;
  queues: Pick<JobQueues, 'add'>;
  /** Told of steps that were cancelled because of one before them. */
  withheld(jobs: readonly Withheld[]): void;
  /** Tells consoles and batches. */
  changed(ids: readonly string[], state: JobState): void;
}

const withoutResult: readonly (JobState | undefined)[] = ['failed', 'cancelled'];

export class Workflow {
  constructor(private readonly parts: WorkflowParts) {}

  /**
   * Queues those of the waiting jobs whose turn has come. The others follow when the job before them completes, and are
   * cancelled if it ended without a result. Repeating it changes nothing. @returns how many were queued
   */
  async queue(jobs: readonly (AcceptedJob | StoredJob)[], at: number): Promise<number> {
    const before = [...new Set(jobs.flatMap(({ afterId }) => afterId ?? []))];
    const states = await statesOf(this.parts.database, before);
    const due = jobs.filter(({ afterId }) => !afterId || states.get(afterId)?.state === 'completed');
    await this.parts.queues.add(due.map((job) => toQueued(job, at)));
    await this.cancelAfter(
      before.filter((id) => withoutResult.includes(states.get(id)?.state)),
      at,
    );
    return due.length;
  }

  /** Those that wait for a job before them, and so are in no queue. */
  async blocked(jobs: readonly StoredJob[]): Promise<string[]> {
    const before = [...new Set(jobs.flatMap(({ afterId }) => afterId ?? []))];
    const states = await statesOf(this.parts.database, before);
    return jobs
      .filter(({ afterId }) => afterId !== null && states.get(afterId)?.state !== 'completed')
      .map(({ id }) => id);
  }

  /** Jobs have ended: what comes after them is queued or cancelled. */
  async ended(changes: readonly { id: string; state: JobState }[], at: number): Promise<void> {
    const completed = changes.filter(({ state }) => state === 'completed').map(({ id }) => id);
    await this.queue(await waitingAfter(this.parts.database, completed), at);
    await this.cancelAfter(
      changes.filter(({ state }) => withoutResult.includes(state)).map(({ id }) => id),
      at,
    );
  }

  private async cancelAfter(ids: readonly string[], at: number): Promise<void> {
    const cancelled = await cancelAfter(this.parts.database, ids, at);
    if (cancelled.length === 0) return;
    this.parts.changed(
      cancelled.map(({ id }) => id),
      'cancelled',
    );
    this.parts.withheld(cancelled);
  }
}
