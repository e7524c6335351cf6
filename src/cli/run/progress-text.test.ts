import { describe, expect, it } from 'vitest';
import { RateMeter, type RunProgress, isDue, progressLine, progressOf } from './progress-text';

const counts = {
  total: 0,
  waiting: 0,
  active: 0,
  delayed: 0,
  paused: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  refused: 0,
  duplicates: 0,
  files: { total: 0, completed: 0, failed: 0, refused: 0 },
};
const progress = (change: Partial<RunProgress>): RunProgress => ({
  total: 100,
  done: 0,
  failed: 0,
  known: 0,
  ratePerS: null,
  etaMs: null,
  ...change,
});

describe('progressOf', () => {
  it('counts what has ended, and reckons with files the batch does not know yet', () => {
    const batch = {
      counts: {
        ...counts,
        total: 40,
        completed: 20,
        failed: 1,
        refused: 2,
        cancelled: 1,
        active: 16,
        duplicates: 3,
      },
    };
    expect(progressOf(batch, 104, 8)).toEqual({
      total: 104,
      done: 24,
      failed: 4,
      known: 3,
      ratePerS: 8,
      etaMs: 10_000,
    });
  });

  it('knows no end without a rate', () => {
    expect(progressOf({ counts }, 10, null).etaMs).toBeNull();
    expect(progressOf({ counts }, 10, 0).etaMs).toBeNull();
  });
});

describe('progressLine', () => {
  it.each([
    [progress({}), '0 of 100 files (0 %)'],
    [progress({ done: 36, ratePerS: 45, etaMs: 1420 }), '36 of 100 files (36 %), 45/s, 2.0 s left'],
    [progress({ done: 100, failed: 2, ratePerS: 12.3 }), '100 of 100 files (100 %), 12/s, 2 failed'],
    [progress({ total: 0 }), '0 of 0 files (100 %)'],
  ])('%j', (given, line) => {
    expect(progressLine(given)).toBe(line);
  });
});

describe('isDue', () => {
  const last = { at: 10_000, progress: progress({ done: 12 }) };
  it.each([
    { when: 'the first result', before: null, now: 0, done: 1, due: true },
    { when: 'nothing yet', before: null, now: 0, done: 0, due: false },
    { when: 'too soon', before: last, now: 11_000, done: 15, due: false },
    { when: 'the next tenth', before: last, now: 11_000, done: 20, due: true },
    { when: 'five seconds on', before: last, now: 15_000, done: 13, due: true },
    { when: 'nothing new', before: last, now: 60_000, done: 12, due: false },
  ])('$when: $due', ({ before, now, done, due }) => {
    expect(isDue(before, now, progress({ done }))).toBe(due);
  });
});

describe('RateMeter', () => {
  it('looks at the last seconds only', () => {
    const meter = new RateMeter();
    meter.note(0, 0);
    expect(meter.perS).toBeNull();
    meter.note(10, 1000);
    expect(meter.perS).toBe(10);
    for (let second = 2; second <= 30; second++) meter.note(10, second * 1000);
    expect(meter.perS).toBe(0);
  });
});
