import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Remembered } from './remembered';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a remembered figure', () => {
  it('is looked up once for all who ask, and again when it is old', async () => {
    const look = vi.fn(async () => look.mock.calls.length);
    const figure = new Remembered(look, { freshMs: 1000, limitMs: 100 });
    expect(await Promise.all([figure.get(), figure.get()])).toEqual([1, 1]);
    vi.advanceTimersByTime(999);
    expect(await figure.get()).toBe(1);
    vi.advanceTimersByTime(2);
    expect(await figure.get()).toBe(2);
  });

  it('is not waited for beyond the limit, and found by the next who asks', async () => {
    let answer: (value: number) => void = () => undefined;
    const look = vi.fn(() => new Promise<number>((resolve) => (answer = resolve)));
    const figure = new Remembered(look, { freshMs: 1000, limitMs: 100 });
    const first = figure.get();
    await vi.advanceTimersByTimeAsync(100);
    expect(await first).toBeNull();
    answer(7);
    expect(await figure.get()).toBe(7);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('is kept the longer the more it costs', async () => {
    const look = vi.fn(() => new Promise((resolve) => setTimeout(() => resolve('dear'), 100)));
    const figure = new Remembered(look, { freshMs: 1000, limitMs: 200 });
    const first = figure.get();
    await vi.advanceTimersByTimeAsync(100);
    await first;
    vi.advanceTimersByTime(1999);
    expect(await figure.get()).toBe('dear');
    expect(look).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2);
    void figure.get();
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('is a gap while it cannot be looked up, and old values are not told as new', async () => {
    let fails = false;
    const look = async () => {
      if (fails) throw new Error('away');
      return 1;
    };
    const figure = new Remembered(look, { freshMs: 1000, limitMs: 100 });
    expect(await figure.get()).toBe(1);
    fails = true;
    vi.advanceTimersByTime(1001);
    expect(await figure.get()).toBeNull();
    fails = false;
    expect(await figure.get()).toBe(1);
  });
});
