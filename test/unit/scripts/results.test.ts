import { describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  sumCounts,
  summaryLine,
  withExitCode,
} from '../../../scripts/lib/results.mjs';

describe('countVitest', () => {
  it('counts a file that did not load as a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });
});

describe('countPlaywright', () => {
  it('counts flaky tests and errors outside tests as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('finds nothing in an empty report', () => {
    expect(countPlaywright({})).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('withExitCode', () => {
  it.each([
    ['all passed', { passed: 2, failed: 0, skipped: 0 }, 0, 0],
    ['a crash after the tests', { passed: 2, failed: 0, skipped: 0 }, 1, 1],
    ['nothing ran', { passed: 0, failed: 0, skipped: 3 }, 0, 1],
    ['failures already counted', { passed: 0, failed: 2, skipped: 0 }, 1, 2],
  ])('%s', (_, counts, exitCode, failed) => {
    expect(withExitCode(counts, exitCode).failed).toBe(failed);
  });
});

describe('summaryLine', () => {
  it('names skipped tests only when there are any', () => {
    const sum = sumCounts([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ]);
    expect(summaryLine(sum)).toBe('3 passed, 1 failed');
    expect(summaryLine({ ...sum, skipped: 4 })).toBe('3 passed, 1 failed, 4 skipped');
  });
});
