import { describe, expect, it } from 'vitest';
import { toPixelColumns } from './decimate';

const n = 40_000;
const timeS = Array.from({ length: n }, (_, index) => index);
const value = timeS.map((t) => 1000 + Math.sin(t / 500) * 300);
value[12_345] = 4000; // one spike of one second
const tint = timeS.map(() => 1.5);

describe('toPixelColumns', () => {
  it('keeps a spike of one fix among 40,000', () => {
    const columns = toPixelColumns({ timeS, value, tint }, { from: 0, to: n - 1 }, 800);
    expect(Math.max(...columns.max)).toBe(4000);
    expect(columns.max.indexOf(4000)).toBe(Math.floor((12_345 / (n - 1)) * 800));
    expect(columns.mean[100]).toBeCloseTo(1.5);
  });

  it('leaves columns without a fix empty', () => {
    const columns = toPixelColumns(
      { timeS: [0, 1, 100], value: [1, 2, 3], tint: [0, 0, 0] },
      { from: 0, to: 2 },
      10,
    );
    expect(columns.min[0]).toBe(1);
    expect(columns.max[0]).toBe(2);
    expect(columns.min[5]).toBeNaN();
    expect(columns.max[9]).toBe(3);
  });

  it('draws a track of a single fix', () => {
    const columns = toPixelColumns({ timeS: [5], value: [700], tint: [0] }, { from: 0, to: 0 }, 4);
    expect(columns.max[0]).toBe(700);
  });
});
