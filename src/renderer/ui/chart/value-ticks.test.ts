import { describe, expect, it } from 'vitest';
import { valueTicks } from './value-ticks';

const mib = 1024 * 1024;

describe('ticks of the upright axis', () => {
  it.each([
    [0, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [1, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [2, false, [0, 0.5, 1, 1.5, 2]],
    [23, false, [0, 5, 10, 15, 20, 25]],
    [1049, false, [0, 250, 500, 750, 1000, 1250]],
    [0.032, false, [0, 0.01, 0.02, 0.03, 0.04]],
    [Number.NaN, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [330 * mib, true, [0, 100, 200, 300, 400].map((value) => value * mib)],
    [1.2 * 1024 * mib, true, [0, 0.25, 0.5, 0.75, 1, 1.25].map((value) => value * 1024 * mib)],
  ])('up to %d (binary: %s) are round and reach it', (max, binary, ticks) => {
    expect(valueTicks(max, binary)).toEqual(ticks);
  });
});
