import { describe, expect, it } from 'vitest';
import { type Crash, crashWindowMs, decideRestart, isUnresponsive, storeSilenceLimitMs } from './policy';

const now = 1_000_000_000;
const crash = (agoMs: number, blame: Crash['blame'] = 'process'): Crash => ({ at: now - agoMs, blame });

describe('decideRestart', () => {
  it.each([
    ['first crash', [crash(0)], 500],
    ['second crash', [crash(1000), crash(0)], 1000],
    ['old crashes are forgotten', [crash(crashWindowMs + 1), crash(crashWindowMs + 2), crash(0)], 500],
    [
      'deaths by a job do not count',
      [crash(3, 'job'), crash(2, 'job'), crash(1, 'job'), crash(0, 'job')],
      50,
    ],
    [
      'nor starts without store or Redis, but each waits longer',
      [crash(3, 'ground'), crash(2, 'ground'), crash(1, 'ground'), crash(0)],
      4000,
    ],
  ])('%s', (_name, crashes, afterMs) => {
    expect(decideRestart(crashes, now)).toEqual({ act: 'restart', afterMs });
  });

  it('gives up after three crashes in five minutes and says what to do', () => {
    const decision = decideRestart([crash(200_000), crash(100), crash(0)], now);
    expect(decision).toMatchObject({ act: 'give-up', reason: expect.stringContaining('restart it') });
  });

  it('never gives up what the instance cannot do without', () => {
    const crashes = Array.from({ length: 20 }, () => crash(0));
    expect(decideRestart(crashes.slice(0, 3), now, true)).toEqual({ act: 'restart', afterMs: 2000 });
    expect(decideRestart(crashes, now, true)).toEqual({ act: 'restart', afterMs: 30_000 });
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
