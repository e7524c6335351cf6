import { describe, expect, it } from 'vitest';
import { tickStepMs, timeTicks } from './time-ticks';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

describe('ticks of the axis of time', () => {
  it.each([
    [5 * minuteMs, minuteMs],
    [hourMs, 10 * minuteMs],
    [6 * hourMs, hourMs],
    [dayMs, 6 * hourMs],
    [7 * dayMs, 2 * dayMs],
    [30 * dayMs, 5 * dayMs],
  ])('chooses a round step for %d ms', (spanMs, stepMs) => {
    expect(tickStepMs(spanMs, 6)).toBe(stepMs);
  });

  it('lies on whole hours of the zone, not of UTC', () => {
    const offsetMs = 5.5 * hourMs;
    const from = Date.UTC(2026, 0, 5, 0, 10);
    const ticks = timeTicks(from, from + 6 * hourMs, 6, offsetMs);
    expect(ticks).toHaveLength(6);
    for (const at of ticks) expect((at + offsetMs) % hourMs).toBe(0);
    expect(ticks[0]).toBe(Date.UTC(2026, 0, 5, 0, 30));
  });

  it('has none where there is no span', () => {
    expect(timeTicks(5, 5, 6, 0)).toEqual([]);
  });
});
