import { describe, expect, it } from 'vitest';
import { crashWindowMs, decideRestart, isUnresponsive, storeSilenceLimitMs } from './policy';

const now = 1_000_000_000;
const crash = (agoMs: number, whileWorking = false) => ({ at: now - agoMs, whileWorking });

describe('decideRestart', () => {
  it.each([
    ['first crash', [crash(0)], 500],
    ['second crash', [crash(1000), crash(0)], 1000],
    ['old crashes are forgotten', [crash(crashWindowMs + 1), crash(crashWindowMs + 2), crash(0)], 500],
    ['deaths by a job do not count', [crash(3, true), crash(2, true), crash(1, true), crash(0, true)], 50],
  ])('%s', (_name, crashes, afterMs) => {
    expect(decideRestart(crashes, now)).toEqual({ act: 'restart', afterMs });
  });

  it('gives up after three crashes in five minutes and says what to do', () => {
    const decision = decideRestart([crash(200_000), crash(100), crash(0)], now);
    expect(decision).toMatchObject({ act: 'give-up', reason: expect.stringContaining('restart it') });
  });
});

describe('isUnresponsive', () => {
  it('allows two missed beats', () => {
    expect(isUnresponsive(now - 9_999, now)).toBe(false);
    expect(isUnresponsive(now - 10_001, now)).toBe(true);
  });

  it('allows the store a long statement', () => {
    expect(isUnresponsive(now - 60_000, now, storeSilenceLimitMs)).toBe(false);
    expect(isUnresponsive(now - storeSilenceLimitMs - 1, now, storeSilenceLimitMs)).toBe(true);
  });
});
