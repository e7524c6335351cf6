import { describe, expect, it } from 'vitest';
import { type PoolMember, poolSteps } from './pool-steps';

const member = (number: number, more: Partial<PoolMember> = {}): PoolMember => ({
  number,
  ending: false,
  runs: true,
  working: 0,
  ...more,
});

describe('poolSteps', () => {
  it.each([
    ['fills an empty pool', [], 3, { start: [1, 2, 3], end: [] }],
    ['leaves one of the right size', [member(1), member(2)], 2, { start: [], end: [] }],
    ['fills gaps first', [member(1), member(3)], 4, { start: [2, 4], end: [] }],
    ['lets the youngest of equals go', [member(1), member(2), member(3)], 1, { start: [], end: [3, 2] }],
    ['spares the busy', [member(1), member(2, { working: 2 })], 1, { start: [], end: [1] }],
    ['lets go first what does not run', [member(1, { runs: false }), member(2)], 1, { start: [], end: [1] }],
    [
      'counts none that ends, and gives its number to nobody yet',
      [member(1), member(2, { ending: true })],
      2,
      { start: [3], end: [] },
    ],
  ] as const)('%s', (_name, members, wanted, steps) => {
    expect(poolSteps(members, wanted)).toEqual(steps);
  });
});
