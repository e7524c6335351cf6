import { expect, it } from 'vitest';
import { retryDelayMs } from './retry-delay';

it('tries soon at first, for more than a day in all, and then gives up', () => {
  const delays = Array.from({ length: 8 }, (_, index) => retryDelayMs(index + 1, 500));
  expect(delays[0]).toBe(5000);
  expect(delays.at(-1)).toBeNull();
  expect(delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0)).toBeGreaterThan(24 * 3_600_000);
});

it('does not bother an address that is gone', () => {
  expect(retryDelayMs(1, 410)).toBeNull();
  expect(retryDelayMs(1, null)).toBe(5000);
});
