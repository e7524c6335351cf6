import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const page = new EventTarget();
let drawn: string[] = [];
let change: (name: string) => void;

beforeEach(async () => {
  // Before the module is loaded: it reads the clock as it begins.
  vi.useFakeTimers();
  vi.resetModules();
  const { drawTogether, noticeActs } = await import('./draw-together');
  change = (name) => drawTogether(() => drawn.push(name));
  noticeActs(page);
  // Nobody has done anything for long, and nothing waits.
  await vi.advanceTimersByTimeAsync(10_000);
  drawn = [];
});
afterEach(() => vi.useRealTimers());

it('draws the first change at once, and those of the next second together', async () => {
  change('first');
  await vi.advanceTimersByTimeAsync(0);
  expect(drawn).toEqual(['first']);
  change('second');
  await vi.advanceTimersByTimeAsync(700);
  change('third');
  await vi.advanceTimersByTimeAsync(299);
  expect(drawn).toEqual(['first']);
  await vi.advanceTimersByTimeAsync(1);
  expect(drawn).toEqual(['first', 'second', 'third']);
});

it('draws what waits as soon as the operator acts, and what follows as it comes', async () => {
  change('first');
  await vi.advanceTimersByTimeAsync(0);
  change('waits');
  await vi.advanceTimersByTimeAsync(100);
  page.dispatchEvent(new Event('pointerdown'));
  await vi.advanceTimersByTimeAsync(0);
  expect(drawn).toEqual(['first', 'waits']);
  await vi.advanceTimersByTimeAsync(300);
  change('answer');
  await vi.advanceTimersByTimeAsync(0);
  expect(drawn).toEqual(['first', 'waits', 'answer']);
});
