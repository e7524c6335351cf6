import { describe, expect, it } from 'vitest';
import { TraceSampler } from './trace-sampler';

const ordinary = { failed: false, runMs: 1, wanted: false };

describe('TraceSampler', () => {
  it('keeps so many ordinary ones a second', () => {
    const sampler = new TraceSampler({ perSecond: 3, slowMs: 1000 });
    const kept = [0, 100, 200, 300, 999, 1000, 1001].map((now) => sampler.keeps(ordinary, now));
    expect(kept).toEqual([true, true, true, false, false, true, true]);
  });

  it.each([
    ['failed', { ...ordinary, failed: true }],
    ['slow', { ...ordinary, runMs: 1000 }],
    ['wanted', { ...ordinary, wanted: true }],
  ])('keeps every %s one, whatever the rate', (_what, ended) => {
    const sampler = new TraceSampler({ perSecond: 0, slowMs: 1000 });
    expect(sampler.keeps(ended, 0)).toBe(true);
    expect(sampler.keeps(ordinary, 0)).toBe(false);
  });
});
