/** From a job's row to what the queue carries. */
import { findEngine } from '../../../engines/registry';
import type { StoredJob } from '../../../stack/database/jobs';
import type { QueuedJob } from '../../../stack/queue/job-queues';
import type { AcceptedJob } from './journal-records';

export function toQueued(job: AcceptedJob | StoredJob, queuedAt: number): QueuedJob {
  const { crashes, generation } = 'generation' in job ? job : { crashes: 0, generation: 0 };
  return {
    id: job.id,
    attempts: findEngine(job.engine)?.limits.attempts ?? 1,
    payload: {
      engine: job.engine,
      version: job.engineVersion,
      sha256: job.sha256,
      sizeBytes: job.sizeBytes,
      fileName: job.fileName,
      options: job.options,
      lane: job.lane,
      crashes,
      generation,
      acceptedAt: job.acceptedAt,
      queuedAt,
      ...(job.trace ? { trace: job.trace } : {}),
      ...('traced' in job && job.traced ? { traced: true } : {}),
    },
  };
}
