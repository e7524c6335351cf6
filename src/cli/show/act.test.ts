import { describe, expect, it } from 'vitest';
import { checkActTarget, resultText } from './act';

const words = { past: 'retried', thing: 'job', things: 'jobs' };

describe('checkActTarget', () => {
  it('wants ids or --all, and not both', () => {
    expect(() => checkActTarget([], { all: false })).toThrow('Name at least one id');
    expect(() => checkActTarget(['a'], { all: true })).toThrow('not both');
    expect(() => checkActTarget(['a'], { all: false })).not.toThrow();
    expect(() => checkActTarget([], { all: true })).not.toThrow();
  });
});

describe('resultText', () => {
  it('says what was done and why something was left out', () => {
    expect(resultText({ done: 1, skipped: [] }, words)).toBe('1 job retried');
    expect(resultText({ done: 0, skipped: [{ id: 'x\u001b', reason: 'there is no such job' }] }, words)).toBe(
      '0 jobs retried, 1 left out\n  x\ufffd  there is no such job',
    );
  });

  it('lists twenty', () => {
    const skipped = Array.from({ length: 30 }, (_, at) => ({ id: `j${at}`, reason: 'it is active' }));
    expect(resultText({ done: 2, skipped }, words).split('\n').at(-1)).toBe('  and 10 more');
  });
});
