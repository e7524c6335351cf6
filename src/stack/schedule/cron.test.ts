import { describe, expect, it } from 'vitest';
import { clockProblem, cronInWords, nextTimes, timesBetween } from './cron';

const at = (text: string) => Date.parse(text);
const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());

describe('cron', () => {
  it.each([
    ['0 2 * * *', 'UTC', null],
    ['@daily', 'Europe/Vienna', null],
    ['*/5 * * * *', 'Europe/Vienna', null],
    ['* * * *', 'UTC', /five fields/],
    ['* * * * * *', 'UTC', /five fields/],
    ['', 'UTC', /five fields/],
    ['61 * * * *', 'UTC', /cannot be read/],
    ['0 0 30 2 *', 'UTC', /./],
    ['0 2 * * *', 'Mars/Olympus', /no time zone/],
  ])('%s in %s', (cron, timeZone, problem) => {
    const found = clockProblem({ cron, timeZone });
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });

  it('speaks in words', () => {
    expect(cronInWords('0 2 * * *')).toBe('Every day at 02:00');
    expect(cronInWords('@daily')).toBe('Every day at 00:00');
    expect(cronInWords('0 6,12,18 * * *')).toBe('Every day at 06:00, 12:00 and 18:00');
    expect(cronInWords('30 6 * * 1-5')).toBe('At 06:30, Monday through Friday');
  });

  it('keeps the hour of the wall clock over the change of summer time', () => {
    const vienna = { cron: '0 6 * * *', timeZone: 'Europe/Vienna' };
    expect(iso(nextTimes(vienna, at('2026-03-28T00:00:00Z'), 3))).toEqual([
      '2026-03-28T05:00:00.000Z',
      '2026-03-29T04:00:00.000Z',
      '2026-03-30T04:00:00.000Z',
    ]);
  });

  it('runs once on the night that has its hour twice, and on the one that lacks it', () => {
    const vienna = { cron: '30 2 * * *', timeZone: 'Europe/Vienna' };
    const autumn = timesBetween(vienna, {
      after: at('2026-10-24T12:00:00Z'),
      until: at('2026-10-25T12:00:00Z'),
      most: 10,
    });
    expect(autumn.times).toHaveLength(1);
    const spring = timesBetween(vienna, {
      after: at('2026-03-28T12:00:00Z'),
      until: at('2026-03-29T12:00:00Z'),
      most: 10,
    });
    expect(spring.times).toHaveLength(1);
  });

  it('looks back from the end: the start is out, the end is in', () => {
    const hourly = { cron: '0 * * * *', timeZone: 'UTC' };
    const span = { after: at('2026-01-01T00:00:00Z'), until: at('2026-01-01T03:00:00Z') };
    expect(iso(timesBetween(hourly, { ...span, most: 10 }).times)).toEqual([
      '2026-01-01T01:00:00.000Z',
      '2026-01-01T02:00:00.000Z',
      '2026-01-01T03:00:00.000Z',
    ]);
    expect(timesBetween(hourly, { ...span, most: 2 })).toEqual({
      times: [at('2026-01-01T02:00:00Z'), at('2026-01-01T03:00:00Z')],
      more: true,
    });
    expect(timesBetween(hourly, { ...span, most: 3 }).more).toBe(false);
    expect(timesBetween(hourly, { after: span.until, until: span.until, most: 3 }).times).toEqual([]);
  });
});
