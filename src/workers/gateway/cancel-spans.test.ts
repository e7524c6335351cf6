import { describe, expect, it } from 'vitest';
import type { StoredJob } from '../../stack/database/jobs';
import { jobSpanId } from '../../stack/telemetry/job-spans';
import { traceOf } from '../../stack/telemetry/trace-context';
import { type CancelledStep, partOfCancelled, queuedAtOf } from './cancel-spans';

const t0 = 1_700_000_000_000;
const job: StoredJob = {
  id: 'abcdefghij',
  engine: 'dem',
  engineVersion: 1,
  lane: 'normal',
  state: 'waiting',
  fileName: 'a.igc',
  sha256: 'a'.repeat(64),
  sizeBytes: 10,
  options: {},
  attempts: 0,
  crashes: 0,
  generation: 0,
  acceptedAt: t0,
  startedAt: null,
  finishedAt: null,
  waitMs: null,
  runMs: null,
  worker: null,
  errorCode: null,
  errorMessage: null,
  summary: null,
  afterId: 'first',
  trace: null,
  updatedAt: t0,
};
const trace = traceOf(job);
const step = (given: Partial<CancelledStep> = {}): CancelledStep => ({
  ...{ job, trace, queuedAt: null, why: 'The step xcmetrics before it failed.', at: t0 + 500 },
  ...{ cause: 'xcmetrics', after: 'xcmetrics', isKnown: true },
  ...given,
});

describe('partOfCancelled', () => {
  it('is one span without length for a step that was in no queue: no failure, and it says why', () => {
    const part = partOfCancelled(step());
    expect(part).toMatchObject({ traceId: trace.traceId, errors: 0, jobIds: ['abcdefghij'] });
    expect(part.spans).toMatchObject([
      {
        name: 'job dem',
        parentId: trace.rootSpanId,
        startedAt: t0 + 500,
        durationMs: 0,
        error: null,
        attributes: { 'flightline.state': 'cancelled' },
        events: [
          {
            attributes: { 'flightline.cancelled.why': 'The step xcmetrics before it failed.' },
            at: t0 + 500,
          },
        ],
        links: [{ spanId: jobSpanId(trace, 'xcmetrics') }],
      },
    ]);
  });

  it('covers the wait of one that was queued, and begins a trace that nothing was told of', () => {
    const first = { ...job, engine: 'xcmetrics', afterId: null };
    const given = { job: first, queuedAt: t0, cause: null, after: null, isKnown: false };
    const { spans } = partOfCancelled(step(given));
    expect(spans.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ['take in a.igc', 0],
      ['job xcmetrics', 500],
      ['wait in the queue', 500],
    ]);
  });

  it('begins with the retry in a later life', () => {
    const again = { ...job, generation: 1 };
    const { spans } = partOfCancelled(step({ job: again, trace: traceOf(again), isKnown: false }));
    expect(spans[0]).toMatchObject({ name: 'retry a.igc', links: [{ traceId: trace.traceId }] });
  });
});

describe('queuedAtOf', () => {
  const before = { ...job, id: 'first', engine: 'xcmetrics', afterId: null };
  it.each([
    ['first step', { ...job, afterId: null }, null, t0],
    ['step before still to come', job, before, null],
    ['step before done', job, { ...before, state: 'completed' as const, finishedAt: t0 + 90 }, t0 + 90],
    ['retried by hand', { ...job, generation: 1, updatedAt: t0 + 70 }, null, t0 + 70],
  ])('%s', (_, own, previous, at) => expect(queuedAtOf(own, previous)).toBe(at));
});
