import { describe, expect, it } from 'vitest';
import { type Passed, planDue } from './due';

const hour = 3_600_000;
const passed = (given: Partial<Passed>): Passed => ({
  times: [1 * hour, 2 * hour, 3 * hour],
  more: false,
  now: 3.5 * hour,
  catchUp: 'none',
  limit: 2,
  ...given,
});
const onTime = 3 * hour + 500;

describe('what is due', () => {
  it.each<[string, Partial<Passed>, string, number]>([
    ['nothing has passed', { times: [] }, '', 0],
    ['on time', { times: [3 * hour], now: onTime }, '3 time', 0],
    ['late, none', {}, '', 3],
    ['late, once', { catchUp: 'once' }, '3 catch-up', 2],
    ['late, all', { catchUp: 'all', limit: 9 }, '1 catch-up,2 catch-up,3 catch-up', 0],
    ['late, all, bounded', { catchUp: 'all' }, '2 catch-up,3 catch-up', 1],
    ['late and on time, none', { now: onTime }, '3 time', 2],
    ['late and on time, once: the one on time is the one', { now: onTime, catchUp: 'once' }, '3 time', 2],
    ['late and on time, all', { now: onTime, catchUp: 'all' }, '1 catch-up,2 catch-up,3 time', 0],
  ])('%s', (_, given, runs, missed) => {
    const plan = planDue(passed(given));
    expect(plan.runs.map(({ dueAt, cause }) => `${dueAt / hour} ${cause}`).join(',')).toBe(runs);
    expect(plan.missed?.count ?? 0).toBe(missed);
  });

  it('says from when to when times were missed, and that there were more', () => {
    expect(planDue(passed({ more: true })).missed).toEqual({
      count: 3,
      atLeast: true,
      from: 1 * hour,
      to: 3 * hour,
    });
  });
});
