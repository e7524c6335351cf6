import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../../../test/fixtures/make-flight';
import { geodesicTo } from '../geodesic';
import { clusterTakeoffs } from './learn-sites';

const random = makeRandom(11);
const around = (lat: number, lon: number, count: number, spreadM = 80) =>
  Array.from({ length: count }, () => ({
    lat: lat + ((random() - 0.5) * 2 * spreadM) / 111_320,
    lon:
      ((lon + ((random() - 0.5) * 2 * spreadM) / (111_320 * Math.cos((lat * Math.PI) / 180)) + 540) % 360) -
      180,
  }));
const how = { radiusM: 250, minTakeoffs: 3 };

describe('clusterTakeoffs', () => {
  it('finds each place once, the busiest first', () => {
    const clusters = clusterTakeoffs(
      [...around(47, 10, 8), ...around(45.5, 6, 30), ...around(-33, 150, 2)],
      how,
    );
    expect(clusters.map(({ takeoffs }) => takeoffs)).toEqual([30, 8]);
    expect(geodesicTo(clusters[0] ?? { lat: 0, lon: 0 }, { lat: 45.5, lon: 6 }).distM).toBeLessThan(40);
  });

  it('keeps places apart that are farther than their radius', () => {
    expect(clusterTakeoffs([...around(47, 10, 9, 50), ...around(47.006, 10, 9, 50)], how)).toHaveLength(2);
  });

  it('finds one place on the date line', () => {
    const [cluster, ...more] = clusterTakeoffs(around(-17, 180, 20), how);
    expect(more).toEqual([]);
    expect(geodesicTo(cluster ?? { lat: 0, lon: 0 }, { lat: -17, lon: 180 }).distM).toBeLessThan(40);
  });

  it('does not depend on the order', () => {
    const points = [...around(47, 10, 40, 300), ...around(47.004, 10.003, 40, 300)];
    const forwards = clusterTakeoffs(points, how).map(({ takeoffs }) => takeoffs);
    expect(clusterTakeoffs([...points].reverse(), how).map(({ takeoffs }) => takeoffs)).toEqual(forwards);
  });

  it('takes a hundred thousand take-offs of one hill, poles and nothing', () => {
    const clusters = clusterTakeoffs(around(47, 10, 100_000, 400), how);
    expect(clusters.reduce((sum, { takeoffs }) => sum + takeoffs, 0)).toBeGreaterThan(90_000);
    expect(clusterTakeoffs(around(90, 0, 5, 0), how)).toMatchObject([{ lat: 90, takeoffs: 5 }]);
    expect(clusterTakeoffs([], how)).toEqual([]);
  });
});
