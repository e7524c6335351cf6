import { expect, it } from 'vitest';
import { RateMeter } from './rate';

it('gives rate and time left of a steady flow', () => {
  const meter = new RateMeter();
  for (let at = 0; at <= 5000; at += 100) meter.update(at, at * 2);
  expect(meter.perSecond).toBeCloseTo(2000);
  expect(meter.etaMs(4000)).toBeCloseTo(2000);
});

it('follows a change within seconds without jumping', () => {
  const meter = new RateMeter();
  for (let at = 0; at <= 1000; at += 100) meter.update(at, at);
  meter.update(1100, 1000);
  expect(meter.perSecond).toBeGreaterThan(900);
  for (let at = 1200; at <= 20_000; at += 100) meter.update(at, 1000);
  expect(meter.perSecond).toBeLessThan(10);
});

it('knows nothing before anything was done', () => {
  const meter = new RateMeter();
  meter.update(0, 0);
  expect(meter.perSecond).toBeNull();
  expect(meter.etaMs(10)).toBeNull();
  expect(meter.etaMs(0)).toBe(0);
});
