import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drawTogether, noticeActs } from './draw-together';

const page = new EventTarget();
let drawn: string[] = [];
const change = (name: string) => drawTogether(() => drawn.push(name));

beforeEach(async () => {
  vi.useFakeTimers();
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
