import { describe, expect, it } from 'vitest';
import { parseTraceParent, spanIdOf, traceOf } from './trace-context';

const header = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const job = { sha256: 'a'.repeat(64), acceptedAt: 1_700_000_000_000, generation: 0 };

describe('parseTraceParent', () => {
  it('reads a header', () =>
    expect(parseTraceParent(header)).toEqual({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      sampled: true,
    }));

  it.each([
    [undefined],
    ['nonsense'],
    [header.toUpperCase()],
    [`ff${header.slice(2)}`],
    ['00-00000000000000000000000000000000-b7ad6b7169203331-01'],
    ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01'],
  ])('ignores %s', (text) => expect(parseTraceParent(text)).toBeNull());
});

describe('traceOf', () => {
  it('is the same wherever it is asked, for all jobs of a file that came at one time', () => {
    const trace = traceOf(job);
    expect(traceOf({ ...job })).toEqual(trace);
    expect(trace.traceId).toMatch(/^[\da-f]{32}$/);
    expect(trace.rootSpanId).toMatch(/^[\da-f]{16}$/);
    expect(traceOf({ ...job, acceptedAt: job.acceptedAt + 1 }).traceId).not.toBe(trace.traceId);
  });

  it('goes on in the trace of the client', () =>
    expect(traceOf({ ...job, trace: header })).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      sampled: true,
    }));

  it('begins another trace with each manual retry and remembers the one before', () => {
    const lives = [0, 1, 2].map((generation) => traceOf({ ...job, trace: header, generation }));
    expect(new Set(lives.map(({ traceId }) => traceId)).size).toBe(3);
    expect(lives.map(({ beforeId }) => beforeId)).toEqual([null, lives[0]?.traceId, lives[1]?.traceId]);
  });

  it('names spans that others must know', () => {
    const trace = traceOf(job);
    expect(spanIdOf(trace, 'attempt', 'dem', 1)).toMatch(/^[\da-f]{16}$/);
    expect(spanIdOf(trace, 'attempt', 'dem', 1)).not.toBe(spanIdOf(trace, 'attempt', 'dem', 2));
  });
});
