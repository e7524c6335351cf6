import { describe, expect, it } from 'vitest';
import { estimatedHeight, heightOf, justify, shownRatio } from './justify';

const frame = { widthPx: 1000, rowPx: 200, gapPx: 6 };
const many = Array.from({ length: 97 }, (_none, k) => 0.6 + ((k * 37) % 20) / 10);

describe('justify', () => {
  it('gives every picture a place, in order, and fills every row but the last', () => {
    const rows = justify(many, frame);
    expect(rows.flatMap(({ widthsPx }) => widthsPx)).toHaveLength(many.length);
    expect(rows.map(({ from }) => from)).toEqual([...rows.map(({ from }) => from)].sort((a, b) => a - b));
    for (const { widthsPx, heightPx, from } of rows.slice(0, -1)) {
      const width = widthsPx.reduce((sum, one) => sum + one, 0) + frame.gapPx * (widthsPx.length - 1);
      expect(width).toBeCloseTo(frame.widthPx, 3);
      expect(heightPx).toBeGreaterThan(120);
      expect(heightPx).toBeLessThan(330);
      expect((widthsPx[0] ?? 0) / heightPx).toBeCloseTo(many[from] ?? 0, 6);
    }
  });

  it('leaves a last row at its height, and a wide picture no wider than the page', () => {
    expect(justify([1], frame)).toEqual([{ heightPx: 200, from: 0, widthsPx: [200] }]);
    expect(justify([4], { ...frame, widthPx: 400 })[0]?.widthsPx[0]).toBeCloseTo(400);
    expect(justify([], frame)).toEqual([]);
  });

  it('is estimated well enough that little moves when it is known', () => {
    const real = heightOf(justify(many, frame), frame.gapPx);
    const ratioSum = many.reduce((sum, ratio) => sum + ratio, 0);
    expect(Math.abs(estimatedHeight(ratioSum, frame) - real) / real).toBeLessThan(0.15);
  });

  it('bounds odd shapes', () => {
    expect(shownRatio({ width: 10_000, height: 100 })).toBe(4);
    expect(shownRatio({ width: 1, height: 0 })).toBe(1);
    expect(shownRatio({ width: 100, height: 3000 })).toBe(0.5);
  });
});
