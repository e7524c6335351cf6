import { describe, expect, it } from 'vitest';
import { clip, doubleArea } from '../../../scripts/geo/rings.mjs';
import { simplifyTogether } from '../../../scripts/geo/simplify.mjs';
import { makeRandom } from '../../fixtures/make-flight';

const random = makeRandom(21);
const six = (value: number) => Math.round(value * 1e6) / 1e6;
const star = Array.from({ length: 400 }, (_, k) => {
  const r = 1 + random();
  return [r * Math.cos((k / 400) * 2 * Math.PI), r * Math.sin((k / 400) * 2 * Math.PI)];
}).flat();

describe('clip', () => {
  it('divides an area without loss, at any line', () => {
    for (const axis of [0, 1] as const) {
      for (let at = -2; at <= 2; at += 0.37) {
        const parts = [clip(star, axis, at, 1), clip(star, axis, at, -1)].map((part) =>
          part.length > 0 ? doubleArea(part) : 0,
        );
        expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBeCloseTo(doubleArea(star), 9);
      }
    }
  });

  it('takes vertices on the line', () => {
    const square = [0, 0, 2, 0, 2, 2, 0, 2];
    expect(doubleArea(clip(square, 0, 0, 1))).toBe(8);
    expect(clip(square, 0, 0, -1).length === 0 || doubleArea(clip(square, 0, 0, -1)) === 0).toBe(true);
    expect(doubleArea(clip([0, 0, 1, 1, 2, 0, 1, -1], 1, 0, 1))).toBe(2);
  });
});

describe('simplifyTogether', () => {
  const border = Array.from({ length: 300 }, (_, k) => [
    six(5 + (random() - 0.5) * 1e-4),
    six(45 + k / 1000),
  ]);
  const toleranceDeg = 5e-5;
  const isFixed = (x: number, y: number) => y === 45 || y === 45.299 || x === 4 || x === 6;
  const west = [...border.flat(), 4, 45.299, 4, 45];
  const east = [...[...border].reverse().flat(), 6, 45, 6, 45.299];
  const pairs = (ring: number[]) =>
    Array.from({ length: ring.length / 2 }, (_, k) => `${ring[2 * k]},${ring[2 * k + 1]}`);

  it('keeps the same vertices on both sides of a border, wherever the rings begin', () => {
    const turned = [...east.slice(200), ...east.slice(0, 200)];
    const [a = [], b = []] = simplifyTogether([west, turned], { toleranceDeg, isFixed });
    const onBorder = (ring: number[]) =>
      pairs(ring)
        .filter((pair) => !/^[46],/.test(pair))
        .sort();
    expect(onBorder(a)).toEqual(onBorder(b));
    expect(a.length).toBeLessThan(west.length / 2);
    expect(pairs(a)).toEqual(expect.arrayContaining(['4,45', '4,45.299']));
  });

  it('keeps an enclave and the hole around it the same', () => {
    const ring = star.map((value, k) => six(k % 2 === 0 ? 5 + value / 1000 : 45 + value / 1000));
    const hole = pairs(ring)
      .reverse()
      .flatMap((pair) => pair.split(',').map(Number));
    const turned = [...hole.slice(100), ...hole.slice(0, 100)];
    const [a = [], b = []] = simplifyTogether([ring, turned], { toleranceDeg: 3e-4, isFixed: () => false });
    expect(pairs(a).sort()).toEqual(pairs(b).sort());
    expect(a.length).toBeLessThan(ring.length);
  });

  it('leaves corners where three lands meet', () => {
    const lands = [
      [0, 0, 1, 0.00001, 1, 1, 0, 1],
      [1, 0.00001, 2, 0, 2, 1, 1, 1],
      [0, 0, 1, 0.00001, 2, 0, 2, -1, 0, -1],
    ];
    for (const ring of simplifyTogether(lands, { toleranceDeg: 0.01, isFixed: () => false }))
      expect(pairs(ring)).toContain('1,0.00001');
  });
});
