import { describe, expect, it } from 'vitest';
import { SettledPositions } from './settled-positions';

describe('settled positions', () => {
  it('rise only as far as everything before is settled', () => {
    const positions = new SettledPositions();
    expect(positions.settledUpTo).toBe(0);
    for (const position of [4, 5, 7]) positions.add(position);
    positions.settle(5);
    expect(positions.settledUpTo).toBe(3);
    positions.settle(4);
    expect(positions.settledUpTo).toBe(6);
    positions.settle(7);
    expect(positions.settledUpTo).toBe(7);
    expect(positions.openCount).toBe(0);
  });

  it('takes them in any order', () => {
    const positions = new SettledPositions();
    for (const position of [9, 3, 6]) positions.add(position);
    expect(positions.settledUpTo).toBe(2);
  });
});
