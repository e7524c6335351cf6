import { describe, expect, it } from 'vitest';
import type { EarthModel } from '#contract/xcscore';
import { makeRandom } from '../../../test/fixtures/make-flight';
import { Ground } from './ground';

function groundOf(places: readonly (readonly [number, number])[], earth: EarthModel, legStepKm = 0): Ground {
  const lat = Float64Array.from(places, ([value]) => value);
  const lon = Float64Array.from(places, ([, value]) => value);
  return new Ground({ n: places.length, lat, lon }, earth, legStepKm);
}

describe('distances', () => {
  it('has a quarter of the equator on the sphere', () => {
    const ground = groundOf([[0, 0], [0, 90]], 'fai-sphere'); // prettier-ignore
    expect(ground.distanceKm(0, 1)).toBeCloseTo((Math.PI / 2) * 6371, 6);
  });

  it('has a degree of latitude at 45° on the ellipsoid', () => {
    for (const earth of ['wgs84', 'wgs84-geodesic'] as const) {
      expect(groundOf([[44.5, 7], [45.5, 7]], earth).distanceKm(0, 1)).toBeCloseTo(111.132, 2); // prettier-ignore
    }
  });

  it('rounds a leg, not a distance', () => {
    const ground = groundOf([[46, 7], [46.1, 7.1]], 'wgs84', 0.01); // prettier-ignore
    expect(ground.legKm(0, 1)).toBe(Number(ground.distanceKm(0, 1).toFixed(2)));
  });

  it.each(['fai-sphere', 'wgs84', 'wgs84-geodesic'] as const)('crosses the date line on %s', (earth) => {
    const across = groundOf([[-40, 179.9], [-40.2, -179.9]], earth); // prettier-ignore
    const inland = groundOf([[-40, 9.9], [-40.2, 10.1]], earth); // prettier-ignore
    expect(across.distanceKm(0, 1)).toBeCloseTo(inland.distanceKm(0, 1), 6);
  });

  it('takes the geodesic where the formula does not reach: near the poles and far apart', () => {
    const places = [[89.9, 0], [89.9, 180]] as const; // prettier-ignore
    expect(groundOf(places, 'wgs84').distanceKm(0, 1)).toBeCloseTo(22.34, 1);
    const far = [[0, 0], [0, 90]] as const; // prettier-ignore
    expect(groundOf(far, 'wgs84').distanceKm(0, 1)).toBeCloseTo((Math.PI / 2) * 6378.137, 1);
  });
});

describe('bounds', () => {
  it.each([
    ['fai-sphere', 0, 400],
    ['fai-sphere', 70, 3000],
    ['wgs84', 0, 400],
    ['wgs84', 30, 400],
    ['wgs84', -46, 400],
    ['wgs84', 58, 400],
    ['wgs84', 70, 200],
    ['wgs84-geodesic', 10, 4000],
    ['wgs84-geodesic', 80, 400],
  ] as const)('hold every distance on %s at %i° within %i km', (earth, latitude, extentKm) => {
    const random = makeRandom(latitude + 200);
    const places = Array.from({ length: 120 }, (): [number, number] => {
      const north = ((random() - 0.5) * extentKm) / 111;
      const east = ((random() - 0.5) * extentKm) / 111 / Math.cos((latitude / 180) * Math.PI);
      return [Math.max(-89, Math.min(89, latitude + north)), Math.max(-89, Math.min(89, east))];
    });
    const ground = groundOf(places, earth);
    for (let i = 0; i < ground.n; i++) {
      for (let j = 0; j < i; j++) {
        const [km, chord] = [ground.distanceKm(i, j), ground.chordKm(i, j)];
        expect(ground.upperKm(chord)).toBeGreaterThanOrEqual(km);
        expect(ground.lowerKm(chord)).toBeLessThanOrEqual(km);
        expect(ground.upperKm(chord)).toBeLessThan(km * (1.0005 + (km / 3000) ** 2) + 0.001);
      }
    }
  });
});
