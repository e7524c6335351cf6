import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../../test/fixtures/make-flight';
import { geodesicTo } from './geodesic';
import { PointIndex } from './point-index';

const random = makeRandom(7);
const points = Array.from({ length: 500 }, () => ({ lat: random() * 180 - 90, lon: random() * 360 - 180 }));
const index = new PointIndex(
  points.map(({ lat }) => lat),
  points.map(({ lon }) => lon),
);
const farM = (lat: number, lon: number, id: number) =>
  geodesicTo({ lat, lon }, points[id] ?? { lat: 0, lon: 0 }).distM;

describe('PointIndex', () => {
  it('finds the geodesically nearest point, at the poles and the date line too', () => {
    const places: [number, number][] = [
      [90, 0],
      [-90, 77],
      [12, 180],
      [12, -180],
      ...Array.from({ length: 40 }, (): [number, number] => [random() * 180 - 90, random() * 360 - 180]),
    ];
    for (const [lat, lon] of places) {
      const all = points.map((_, id) => farM(lat, lon, id));
      const found = index.nearest(lat, lon);
      expect(farM(lat, lon, found?.id ?? -1)).toBe(Math.min(...all));
      expect(found?.chordM).toBeLessThanOrEqual(Math.min(...all) + 0.1);
    }
  });

  it('finds what lies within a radius, and nothing else', () => {
    for (const [lat, lon] of [
      [47, 10],
      [-60, 179.9],
      [89, 0],
    ] as const) {
      const near = points.flatMap((_, id) => (farM(lat, lon, id) <= 1_500_000 ? [id] : []));
      const found = index.within(lat, lon, 1_500_000).filter((id) => farM(lat, lon, id) <= 1_500_000);
      expect(found.sort((a, b) => a - b)).toEqual(near);
      expect(near.length).toBeGreaterThan(0);
    }
  });

  it('takes only points that are accepted and near enough', () => {
    const { id = -1, chordM = 0 } = index.nearest(47, 10) ?? {};
    expect(index.nearest(47, 10, chordM + 1)?.id).toBe(id);
    expect(index.nearest(47, 10, chordM - 1)).toBeNull();
    expect(index.nearest(47, 10, Infinity, (other) => other !== id)?.id).not.toBe(id);
  });

  it('holds nothing, and many points in one spot', () => {
    expect(new PointIndex([], []).nearest(0, 0)).toBeNull();
    expect(new PointIndex([], []).within(0, 0, 1e9)).toEqual([]);
    const same = new PointIndex(new Float64Array(1000).fill(5), new Float64Array(1000).fill(6));
    expect(same.within(5, 6, 1)).toHaveLength(1000);
    expect(same.nearest(5, 6)?.chordM).toBe(0);
  });
});
