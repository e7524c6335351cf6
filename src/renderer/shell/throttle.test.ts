import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from './throttle';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs at once, then at most once per interval, and never loses the last call', () => {
  const throttle = new Throttle(1000);
  const seen: number[] = [];
  for (let call = 0; call < 5; call += 1) throttle.run('list', () => seen.push(call));
  expect(seen).toEqual([0]);
  vi.advanceTimersByTime(1000);
  expect(seen).toEqual([0, 4]);
  vi.advanceTimersByTime(5000);
  expect(seen).toEqual([0, 4]);
});

it('keeps keys apart and forgets all when stopped', () => {
  const throttle = new Throttle(1000);
  const seen: string[] = [];
  throttle.run('a', () => seen.push('a'));
  throttle.run('b', () => seen.push('b'));
  throttle.run('a', () => seen.push('a again'));
  throttle.stop();
  vi.advanceTimersByTime(5000);
  expect(seen).toEqual(['a', 'b']);
});
