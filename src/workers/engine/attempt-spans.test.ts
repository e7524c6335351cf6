import { describe, expect, it } from 'vitest';
import { JobPayload } from '#contract/queues';
import { assembleTrace } from '../../stack/telemetry/assemble-trace';
import { traceOf } from '../../stack/telemetry/trace-context';
import type { StageSpan } from '../runtime/stage-clock';
import { type TracedAttempt, partOfAttempt } from './attempt-spans';

const t0 = 1_700_000_000_000;
const payload = JobPayload.parse({
  engine: 'dem',
  version: 1,
  sha256: 'a'.repeat(64),
  sizeBytes: 10,
  fileName: 'a.igc',
  options: {},
  lane: 'normal',
  generation: 0,
  acceptedAt: t0,
  queuedAt: t0 + 50,
});

function attempt(given: Partial<TracedAttempt> = {}): TracedAttempt {
  const own = given.payload ?? payload;
  return {
    jobId: 'abcdefghij',
    payload: own,
    trace: traceOf(own),
    process: 'engine-igc-1',
    attempt: 1,
    times: { startedAt: t0 + 80, finishedAt: t0 + 180, recordedAt: t0 + 200 },
    state: 'completed',
    after: 'xcmetrics',
    failure: null,
    cancelled: null,
    stages: [],
    ...given,
  };
}
const failure = { code: 'ENGINE_FAILED', message: 'token=abc was refused', stack: 'Error: at x' };
const shape = (part: ReturnType<typeof partOfAttempt>) => {
  const spans = assembleTrace(part.spans);
  const depth = new Map<string | null, number>();
  return spans.map((span) => {
    const level = (depth.get(span.parentId) ?? -1) + 1;
    depth.set(span.spanId, level);
    return `${'  '.repeat(level)}${span.name} ${span.startedAt - t0}+${span.durationMs}`;
  });
};

describe('partOfAttempt', () => {
  it('tells of waiting, running with its stages, and writing', () => {
    const stages: StageSpan[] = [
      {
        name: 'read',
        startedAt: t0 + 90,
        durationMs: 60,
        within: null,
        attributes: { bytes: 10 },
        error: null,
      },
      { name: 'inflate', startedAt: t0 + 95, durationMs: 20, within: 0, attributes: {}, error: null },
    ];
    expect(shape(partOfAttempt(attempt({ stages, after: null })))).toEqual([
      'take in a.igc 0+50',
      '  job dem 50+150',
      '    wait in the queue 50+30',
      '    run dem 80+100',
      '      read 90+60',
      '        inflate 95+20',
      '    record the outcome 180+20',
    ]);
  });

  it('leaves the intake to the gateway where that traced it', () => {
    const part = partOfAttempt(attempt({ payload: { ...payload, traced: true }, after: null }));
    expect(part.spans.map(({ sort }) => sort)).not.toContain('intake');
  });

  it('links a step to the one before it', () => {
    const [job] = partOfAttempt(attempt()).spans.filter(({ sort }) => sort === 'job');
    const [before] = partOfAttempt(
      attempt({ payload: { ...payload, engine: 'xcmetrics' }, after: null }),
    ).spans.filter(({ sort }) => sort === 'job');
    expect(job?.links).toEqual([
      { traceId: traceOf(payload).traceId, spanId: before?.spanId, why: 'the step before: xcmetrics' },
    ]);
  });

  it('links attempts, and ends the job with the last one', () => {
    const parts = [1, 2].map((number) =>
      partOfAttempt(
        attempt({
          attempt: number,
          state: number === 1 ? 'delayed' : 'completed',
          failure: number === 1 ? failure : null,
        }),
      ),
    );
    const runs = parts.flatMap(({ spans }) => spans.filter(({ sort }) => sort === 'run'));
    expect(runs[1]?.links[0]?.spanId).toBe(runs[0]?.spanId);
    expect(parts.map(({ spans }) => spans.filter(({ sort }) => sort === 'job').length)).toEqual([0, 1]);
    expect(parts[0]?.partId).not.toBe(parts[1]?.partId);
  });

  it('marks a failure with its exception, without secrets', () => {
    const part = partOfAttempt(attempt({ state: 'failed', failure }));
    const run = part.spans.find(({ sort }) => sort === 'run');
    expect(run).toMatchObject({
      error: 'token=[redacted] was refused',
      attributes: { 'error.type': 'ENGINE_FAILED' },
    });
    expect(run?.events[0]).toMatchObject({
      name: 'exception',
      attributes: { 'exception.stacktrace': 'Error: at x' },
    });
    expect(part).toMatchObject({ errors: 2, errorText: 'token=[redacted] was refused' });
  });

  it('says who ended what was cancelled, which is no failure', () => {
    const stages: StageSpan[] = [
      {
        name: 'read',
        startedAt: t0 + 90,
        durationMs: 60,
        within: null,
        attributes: {},
        error: 'asked to end',
      },
    ];
    const part = partOfAttempt(
      attempt({ state: 'cancelled', cancelled: 'cli cancelled the job.', stages, after: null }),
    );
    expect(part.errors).toBe(0);
    const told = part.spans.filter(({ sort }) => sort === 'run' || sort === 'job');
    expect(told.map(({ events }) => events)).toEqual(
      told.map(() => [
        {
          name: 'cancelled',
          at: t0 + 180,
          attributes: { 'flightline.cancelled.why': 'cli cancelled the job.' },
        },
      ]),
    );
  });

  it('begins the trace of a manual retry with the retry, linked to the life before', () => {
    const again = { ...payload, generation: 1, queuedAt: t0 + 3_600_000 };
    const root = partOfAttempt(attempt({ payload: again, after: null })).spans.find(
      ({ parentId }) => parentId === null,
    );
    expect(root).toMatchObject({ name: 'retry a.igc', startedAt: t0 + 3_600_000 });
    expect(root?.links[0]?.traceId).toBe(traceOf(payload).traceId);
  });
});
