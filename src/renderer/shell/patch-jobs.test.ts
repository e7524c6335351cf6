import { describe, expect, it } from 'vitest';
import type { JobRow } from '#contract/jobs';
import { changesById, patchJobPage } from './patch-jobs';

function row(id: string, state: JobRow['state']): JobRow {
  return {
    id,
    engine: 'xcmetrics',
    engineVersion: 1,
    lane: 'normal',
    state,
    fileName: `${id}.igc`,
    sha256: '',
    sizeBytes: 1,
    attempts: 0,
    acceptedAt: 0,
    startedAt: null,
    finishedAt: null,
    waitMs: null,
    runMs: null,
    progress: null,
    worker: null,
    errorCode: null,
    errorMessage: null,
    summary: null,
  };
}

describe('patchJobPage', () => {
  const page = { rows: [row('a', 'waiting'), row('b', 'waiting')], total: 2 };

  it('replaces only the rows that changed', () => {
    const next = patchJobPage(page, changesById([{ id: 'b', state: 'active', progress: 0.5 }]));
    expect(next.rows[0]).toBe(page.rows[0]);
    expect(next.rows[1]).toMatchObject({ state: 'active', progress: 0.5 });
  });

  it('returns the same page when nothing on it changed', () => {
    expect(patchJobPage(page, changesById([{ id: 'z', state: 'failed', progress: null }]))).toBe(page);
    expect(patchJobPage(page, changesById([{ id: 'a', state: 'waiting', progress: null }]))).toBe(page);
  });
});
