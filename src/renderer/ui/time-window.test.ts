import { describe, expect, it } from 'vitest';
import { fromLocalInput, TimeWindowSearch, toLocalInput, windowAround } from './time-window';

describe('time window', () => {
  it('goes through an input and back', () => {
    const at = Date.UTC(2026, 4, 1, 12, 30, 15);
    expect(fromLocalInput(toLocalInput(at))).toBe(at);
    expect(fromLocalInput('soon')).toBeNull();
  });

  it('stands wide enough round an event', () => {
    expect(windowAround(10_000, 100)).toEqual({ from: 8000, to: 12_100 });
    expect(windowAround(1_000_000, 100_000)).toEqual({ from: 990_000, to: 1_110_000 });
  });

  it('drops what is no moment', () =>
    expect(TimeWindowSearch.parse({ from: 'x', to: 5 })).toEqual({ to: 5 }));
});
