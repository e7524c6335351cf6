import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../stack/telemetry/history/frame';
import { stepFor, toRange } from './buckets';
import { Tiers, tierSteps } from './tiers';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const second = (at: number, completed = 1): Frame => ({
  at,
  spanMs: 1000,
  gauges: { letters: completed },
  counts: { 'completed/a': completed, 'failed/a': 0, 'retried/a': 0, accepted: 0, crashes: 0 },
  histograms: {},
});

describe('the step of a range', () => {
  it.each([
    [5 * minuteMs, 1000],
    [15 * minuteMs, 5000],
    [hourMs, 10_000],
    [6 * hourMs, minuteMs],
    [dayMs, 5 * minuteMs],
    [7 * dayMs, 30 * minuteMs],
    [30 * dayMs, 2 * hourMs],
    [400 * dayMs, 2 * dayMs],
  ])('of %d ms is round', (spanMs, stepMs) => {
    expect(stepFor({ from: 0, to: spanMs, points: 360 })).toBe(stepMs);
  });
});

describe('buckets', () => {
  const valuesOf = (range: ReturnType<typeof toRange>, id: string) =>
    range.series.find((series) => series.id === id)?.values;

  it('lie on whole multiples of the step and tell rates per second', () => {
    const seconds = Array.from({ length: 20 }, (_, index) => second(3000 + index * 1000, 2));
    const range = toRange({ kept: [], seconds }, { from: 3000, to: 23_000, stepMs: 5000 });
    expect(range.at).toEqual([0, 5000, 10_000, 15_000, 20_000]);
    expect(valuesOf(range, 'jobs.completed')).toEqual([2, 2, 2, 2, 2]);
  });

  it('break the line where nothing was measured', () => {
    const seconds = [second(0), second(10_000)];
    const range = toRange({ kept: [], seconds }, { from: 0, to: 20_000, stepMs: 1000 });
    expect(range.at).toEqual([0, 1000, 10_000]);
    expect(valuesOf(range, 'letters')).toEqual([1, null, 1]);
  });

  it('bear a second that came late', () => {
    const seconds = [second(100), second(2100), second(3100)];
    const range = toRange({ kept: [], seconds }, { from: 0, to: 9000, stepMs: 1000 });
    expect(range.at).toEqual([0, 2000, 3000]);
  });

  it('are filled by the minute where there are no seconds any more', () => {
    const coarse = [{ ...second(0, 120), spanMs: 60_000 }];
    const seconds = [second(60_000, 5)];
    const range = toRange(
      { kept: coarse.map((frame) => ({ frame, lengthMs: minuteMs })), seconds },
      { from: 0, to: 75_000, stepMs: 15_000 },
    );
    expect(range.at).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
    expect(valuesOf(range, 'jobs.completed')).toEqual([2, 2, 2, 2, 5]);
    expect(range.spanMs).toEqual([15_000, 15_000, 15_000, 15_000, 1000]);
  });

  it('add up frames that are shorter than a step', () => {
    const coarse = Array.from({ length: 10 }, (_, index) => ({
      ...second(index * minuteMs, 60 * index),
      spanMs: minuteMs,
    }));
    const range = toRange(
      { kept: coarse.map((frame) => ({ frame, lengthMs: minuteMs })), seconds: [] },
      { from: 0, to: 10 * minuteMs, stepMs: 5 * minuteMs },
    );
    expect(valuesOf(range, 'jobs.completed')).toEqual([2, 7]);
  });
});

describe('tiers', () => {
  it('lose and double nothing, whatever the length', () => {
    const tiers = new Tiers();
    const kept = new Map<string, Frame>();
    const seconds = 3 * 3600;
    for (let index = 0; index <= seconds; index++)
      for (const { stepMs, frame } of tiers.addSecond(second(index * 1000, 1)))
        kept.set(`${stepMs} ${frame.at}`, frame);
    for (const stepMs of tierSteps) {
      const frames = [...kept].filter(([key]) => key.startsWith(`${stepMs} `)).map(([, frame]) => frame);
      expect(frames).toHaveLength(Math.ceil((seconds * 1000) / stepMs));
      expect(frames.reduce((sum, { counts }) => sum + (counts['completed/a'] ?? 0), 0)).toBe(seconds);
    }
  });
});
