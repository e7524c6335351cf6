import { afterEach, expect, test, vi } from 'vitest';
import { Lull } from './lull';

afterEach(() => vi.useRealTimers());

test('who waits goes on when the last one that runs has ended, well or not', async () => {
  const lull = new Lull();
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const work = () => new Promise<void>((resolve, reject) => ends.push({ resolve, reject }));
  const running = [lull.during(work), lull.during(work)];
  let waited = false;
  const waiting = lull.wait(60_000).then(() => (waited = true));
  ends[0]?.resolve();
  await running[0];
  expect(waited).toBe(false);
  ends[1]?.reject(new Error('broken off'));
  await expect(running[1]).rejects.toThrow('broken off');
  await waiting;
  expect(waited).toBe(true);
});

test('nobody waits longer than he would', async () => {
  vi.useFakeTimers();
  const lull = new Lull();
  void lull.during(() => new Promise(() => undefined));
  const waiting = lull.wait(100);
  await vi.advanceTimersByTimeAsync(100);
  await waiting;
});
