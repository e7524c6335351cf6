import { describe, expect, it } from 'vitest';
import type { AlertRuleInput } from '#contract/alerts';
import { draftOf, inputOf } from './draft';
import { conditionText } from './words';

const rule: AlertRuleInput = {
  name: 'Full',
  series: 'jobs.errorRate',
  engine: null,
  comparison: 'above',
  threshold: 0.07,
  windowS: 300,
  forS: 0,
  severity: 'critical',
  action: '',
  enabled: true,
};

describe('the editor of a rule', () => {
  it.each([
    ['jobs.errorRate', 0.07, '7'],
    ['jobs.run.p95', 1500, '1500'],
    ['disk.free', 1024 ** 3, '1024'],
    ['letters', 10, '10'],
  ])('shows %s of %d as %s, and takes it back', (series, threshold, limit) => {
    const draft = draftOf({ ...rule, series, threshold });
    expect(draft.limit).toBe(limit);
    expect(inputOf(draft)).toEqual({ ...rule, series, threshold });
  });

  it.each([
    [{ name: ' ' }, 'It needs a name.'],
    [{ limit: '' }, 'The limit is a number.'],
    [{ limit: 'ten' }, 'The limit is a number.'],
  ])('says what is missing: %j', (change, sentence) => {
    expect(inputOf({ ...draftOf(rule), ...change })).toBe(sentence);
  });

  it('tells the condition in words', () => {
    expect(conditionText({ ...rule, series: 'jobs.run.p95', engine: 'xcscore', threshold: 10_000 })).toBe(
      'Run: p95 of xcscore above 10.0\u202fs',
    );
  });
});
