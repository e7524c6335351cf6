import { describe, expect, it } from 'vitest';
import { fitCircle, widestGapDeg } from './circle-fit';

const onCircle = (angles: readonly number[], at = { x: 3, y: -2, radius: 10 }) => ({
  x: angles.map((deg) => at.x + at.radius * Math.cos((deg * Math.PI) / 180)),
  y: angles.map((deg) => at.y + at.radius * Math.sin((deg * Math.PI) / 180)),
});

describe('circle fit', () => {
  it.each([[[0, 120, 240]], [[0, 90, 180, 270]], [[10, 40, 95, 300]]])(
    'gives back a circle from points at %j',
    (angles) => {
      const { x, y } = onCircle(angles);
      const circle = fitCircle(x, y);
      expect(circle?.x).toBeCloseTo(3, 9);
      expect(circle?.y).toBeCloseTo(-2, 9);
      expect(circle?.radius).toBeCloseTo(10, 9);
      expect(circle?.rms).toBeCloseTo(0, 9);
    },
  );

  it('finds none in a line, a point or next to nothing', () => {
    expect(fitCircle([0, 1, 2, 3], [0, 1, 2, 3])).toBeNull();
    expect(fitCircle([1, 1, 1], [2, 2, 2])).toBeNull();
    expect(fitCircle([1, 2], [2, 1])).toBeNull();
  });

  it('measures how far points are from it', () => {
    const { x, y } = onCircle([0, 45, 90, 135, 180, 225, 270, 315]);
    const far = x.map((value, i) => 3 + (value - 3) * (i % 2 === 0 ? 1.1 : 0.9));
    const wide = y.map((value, i) => -2 + (value + 2) * (i % 2 === 0 ? 1.1 : 0.9));
    expect(fitCircle(far, wide)?.rms).toBeCloseTo(1, 1);
  });
});

describe('widest gap', () => {
  it.each([
    [[0, 120, 240], 120],
    [[0, 90, 180], 180],
    [[350, 10, 170, 200], 160],
  ])('of points at %j is %i', (angles, gapDeg) => {
    const { x, y } = onCircle(angles);
    expect(widestGapDeg(x, y, { x: 3, y: -2 })).toBeCloseTo(gapDeg, 6);
  });
});
