import { expect, it } from 'vitest';
import { niceStep, timeTicks, valueTicks } from './ticks';

it.each([
  [1000, 5, 200],
  [90, 4, 50],
  [3, 6, 0.5],
  [0, 4, 1e-9 / 4],
])('a range of %d in about %d steps has a round step', (range, wanted, step) => {
  expect(niceStep(range, wanted)).toBeGreaterThanOrEqual(step);
  expect(niceStep(range, wanted)).toBeLessThanOrEqual(step * 5 + 1e-6);
});

it('gives round altitudes inside the range', () => {
  expect(valueTicks(812, 2390, 4)).toEqual([1000, 1500, 2000]);
});

it('gives full clock times of a zone with a half-hour offset', () => {
  const offsetS = 5.5 * 3600;
  const noon = 1_700_000_000;
  const ticks = timeTicks(noon, noon + 4 * 3600, 4, offsetS);
  expect(ticks.length).toBeGreaterThan(2);
  for (const tick of ticks) expect((tick + offsetS) % 3600).toBe(0);
});
