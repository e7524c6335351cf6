import { describe, expect, it } from 'vitest';
import { type DrillFacts, drillChecks, summaryOf } from './verdict';

const good: DrillFacts = {
  accepted: 50,
  known: 50,
  completed: 50,
  failed: 0,
  results: 50,
  doubled: 0,
  crashed: 3,
  queued: 0,
  intactFiles: 50,
  workersKilled: 1,
  redisKilled: 1,
  killsRedis: true,
};

describe('drillChecks', () => {
  it('all hold when nothing was lost', () => {
    expect(drillChecks(good).every(({ ok }) => ok)).toBe(true);
  });

  it.each([
    ['a job that vanished', { known: 49 }],
    ['a job that failed', { failed: 1 }],
    ['a job without result', { results: 49 }],
    ['a job that ended twice', { doubled: 1 }],
    ['a job that is still queued', { queued: 1 }],
    ['a file that was damaged', { intactFiles: 49 }],
    ['a worker that was not killed', { workersKilled: 0 }],
    ['a Redis that did not come back', { redisKilled: 0 }],
  ])('show %s', (_name, bad) => {
    expect(drillChecks({ ...good, ...bad }).filter(({ ok }) => !ok)).toHaveLength(1);
  });

  it('ask nothing of a Redis that is not ours', () => {
    const checks = drillChecks({ ...good, killsRedis: false, redisKilled: 0 });
    expect(checks.every(({ ok }) => ok)).toBe(true);
  });
});

describe('summaryOf', () => {
  const times = { jobs: 50, inHand: 8, workerBackMs: 1600, redisBackMs: 600 };

  it('says what was survived', () => {
    expect(summaryOf({ ...times, checks: drillChecks(good) })).toBe(
      'Nothing was lost: 50 jobs, a worker with 8 of them in hand (back after 1.6 s) and Redis (back after 0.6 s) killed, 50 completed, each once.',
    );
  });

  it('names what does not hold', () => {
    expect(summaryOf({ ...times, checks: drillChecks({ ...good, results: 49 }) })).toBe(
      '1 of 9 checks failed: Every job has one result (49 of 50).',
    );
  });
});
