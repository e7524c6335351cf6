/** Rows for the database suite. */
import { createHash } from 'node:crypto';
import type { NewJob } from '../../src/stack/database/jobs';
import type { JobOutcome } from '../../src/stack/database/outcomes';

/** A fixed day: what the rows say must not depend on when the suite runs. */
export const day = Date.UTC(2026, 4, 1);

export function newJob(id: string, change: Partial<NewJob> = {}): NewJob {
  return {
    id,
    engine: 'xcmetrics',
    engineVersion: 1,
    lane: 'normal',
    fileName: `${id}.igc`,
    sha256: createHash('sha256').update(id).digest('hex'),
    sizeBytes: 1000,
    options: {},
    acceptedAt: day,
    ...change,
  };
}

/** A first attempt that completed. */
export function completed(jobId: string, change: Partial<JobOutcome> = {}): JobOutcome {
  return {
    jobId,
    generation: 0,
    attempt: {
      attempt: 1,
      startedAt: day + 100,
      finishedAt: day + 350,
      worker: 'engine-igc-1',
      outcome: 'completed',
      errorCode: null,
      errorMessage: null,
      stack: null,
    },
    state: 'completed',
    waitMs: 100,
    runMs: 250,
    crashes: 0,
    result: { engineVersion: 1, output: { airtimeS: 3600 }, summary: [3600, null, 'LFLG'] },
    fingerprint: null,
    logs: [{ at: day + 200, level: 'info', event: 'parsed', fields: { fixes: 12 } }],
    ...change,
  };
}

/** An attempt that failed for good. */
export function failed(jobId: string, change: Partial<JobOutcome> = {}): JobOutcome {
  const base = completed(jobId);
  return {
    ...base,
    attempt: {
      ...base.attempt,
      outcome: 'failed',
      errorCode: 'INVALID_FLIGHT',
      errorMessage: 'no fixes',
      stack: 'at x',
    },
    state: 'failed',
    result: null,
    fingerprint: 'f1',
    ...change,
  };
}
