import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../../stack/telemetry/histogram';
import { PoolMeter } from './pool-meter';

const report = (completed: number, ms: number) => ({
  completed,
  failed: 0,
  retried: 0,
  runMs: [[bucketOf(ms), completed]] as [number, number][],
});

describe('PoolMeter', () => {
  it('finds the rate from what ended and how the queue grew', () => {
    const meter = new PoolMeter();
    meter.roll(0, 0);
    for (let second = 1; second <= 60; second++) {
      meter.note(report(5, 200));
      meter.roll(second * 1000, second * 3);
    }
    expect(meter.arrivalPerS).toBeCloseTo(8, 1);
    expect(meter.serviceMs).toBeGreaterThan(196);
    expect(meter.serviceMs).toBeLessThan(204);
  });

  it('does not take a queue that is worked off for arrivals', () => {
    const meter = new PoolMeter();
    meter.roll(0, 100);
    for (let second = 1; second <= 10; second++) {
      meter.note(report(10, 50));
      meter.roll(second * 1000, 100 - second * 10);
    }
    expect(meter.arrivalPerS).toBe(0);
  });

  it('forgets a burst within half a minute', () => {
    const meter = new PoolMeter();
    meter.roll(0, 0);
    meter.roll(1000, 1000);
    expect(meter.arrivalPerS).toBeGreaterThan(90);
    for (let second = 2; second <= 40; second++) meter.roll(second * 1000, 1000);
    expect(meter.arrivalPerS).toBeLessThan(3);
  });
});
