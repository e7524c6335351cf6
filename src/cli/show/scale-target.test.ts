import { describe, expect, it } from 'vitest';
import { startingValues } from '#contract/starting-values';
import type { PoolInfo } from '#contract/workers';
import { UsageError } from '../exit-codes';
import { scaleTarget } from './scale-target';

const igc = {
  pool: 'igc',
  engines: [{ name: 'xcmetrics', title: 'XC metrics', kind: 'cpu' }],
  wanted: 3,
  startingValues: startingValues([], 4),
} as unknown as PoolInfo;

describe('scaleTarget', () => {
  it.each([
    ['igc=4', { processes: 4 }],
    ['xcmetrics=2x4', { processes: 2, concurrency: 4 }],
    ['igc=heavy', { processes: 8, concurrency: 1 }],
    ['igc=CPU-bound', { processes: 9, concurrency: 1 }],
    ['igc=auto', { autoscale: { on: true, heldUntil: null } }],
    ['igc=fixed', { processes: 3, autoscale: { on: false, heldUntil: null } }],
  ])('%s', (text, change) => {
    expect(scaleTarget(text, [igc])).toEqual({ pool: igc, change });
  });

  it.each(['igc', 'igc=', 'igc=many', 'igc=-1', 'igc=0', 'igc=65', 'igc=2x0', 'nonesuch=2'])(
    'refuses %s',
    (text) => {
      expect(() => scaleTarget(text, [igc])).toThrow(UsageError);
    },
  );
});
