import { describe, expect, it } from 'vitest';
import type { PoolInfo } from '#contract/workers';
import { changeText, undoOf } from './pool-change';

const autoscale = { on: false, min: 1, max: 4, drainS: 30, heldUntil: null };
const pool = {
  pool: 'igc',
  wanted: 3,
  settings: {
    processes: 3,
    concurrency: 2,
    paused: false,
    recycleAfterJobs: 9,
    recycleAboveMb: 900,
    autoscale,
  },
} as PoolInfo;

describe('undoOf', () => {
  it('takes back what was changed and nothing else', () => {
    expect(undoOf(pool, { concurrency: 8, recycleAfterJobs: 1 })).toEqual({
      concurrency: 2,
      recycleAfterJobs: 9,
    });
  });

  it('lets the autoscaler go on that a size by hand held', () => {
    expect(undoOf(pool, { processes: 6 })).toEqual({ processes: 3, autoscale });
  });
});

describe('changeText', () => {
  it.each([
    [{ processes: 1 }, 'igc: 1 process'],
    [{ processes: 4, concurrency: 1 }, 'igc: 4 processes × 1 job'],
    [{ paused: true }, 'igc is paused'],
    [{ autoscale: { heldUntil: null } }, 'igc scales itself again'],
  ])('%j', (change, text) => {
    expect(changeText(pool, change)).toBe(text);
  });
});
