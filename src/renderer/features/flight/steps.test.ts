import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canRetry, stepOf } from './steps';

const schema = z.object({ km: z.number() });
const row = (state: 'completed' | 'active' | 'failed', errorMessage: string | null = null) => ({
  state,
  progress: state === 'active' ? 0.5 : null,
  errorMessage,
});

describe('steps of a flight', () => {
  it('gives the result of a completed step', () => {
    const detail = { job: row('completed'), output: { km: 3 } };
    expect(stepOf('xcscore', schema, { jobId: 'a', detail, error: null })).toMatchObject({
      state: 'completed',
      result: { km: 3 },
    });
  });

  it('says why there is none', () => {
    const none = { detail: undefined, error: null };
    expect(stepOf('dem', schema, { jobId: null, ...none }).state).toBe('absent');
    expect(stepOf('dem', schema, { jobId: 'a', ...none }).state).toBe('reading');
    expect(stepOf('dem', schema, { jobId: 'a', detail: undefined, error: 'gone' })).toMatchObject({
      state: 'unreadable',
      reason: 'gone',
    });
    const failed = { jobId: 'a', detail: { job: row('failed', 'no fixes') }, error: null };
    expect(stepOf('dem', schema, failed)).toMatchObject({
      state: 'failed',
      reason: 'no fixes',
      result: null,
    });
  });

  it('does not take a result of another shape', () => {
    const detail = { job: row('completed'), output: { miles: 3 } };
    expect(stepOf('dem', schema, { jobId: 'a', detail, error: null })).toMatchObject({
      state: 'unreadable',
      result: null,
    });
  });

  it('offers a retry only for what ended without a result', () => {
    const of = (state: 'completed' | 'active' | 'failed') =>
      canRetry(
        stepOf('dem', schema, { jobId: 'a', detail: { job: row(state), output: { km: 1 } }, error: null }),
      );
    expect([of('failed'), of('active'), of('completed')]).toEqual([true, false, false]);
  });
});
