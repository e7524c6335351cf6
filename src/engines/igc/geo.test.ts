import { describe, expect, it } from 'vitest';
import { distanceM, legM, longitudeDelta, metresPerDegree } from './geo';

describe('distances on WGS84', () => {
  // Arcs with a closed form: the equator, a short meridian arc around 45°, a short piece of a parallel.
  it.each([
    ['one degree of the equator', 0, 0, 0, 1, 111_319.491],
    ['one degree of a meridian at 45°', 44.5, 7, 45.5, 7, 111_131.778],
    ['across the date line', -41, 179.9, -41, -179.9, 16_827.03],
  ])('%s', (_, ...[lat1, lon1, lat2, lon2, expected]) => {
    expect(distanceM(lat1, lon1, lat2, lon2)).toBeCloseTo(expected, -1);
    expect(legM(lat1, lon1, lat2, lon2) / expected).toBeCloseTo(1, 4);
  });

  it('is zero for the same point and the same both ways', () => {
    expect(distanceM(47, 10, 47, 10)).toBe(0);
    expect(distanceM(47, 10, 46, 12)).toBeCloseTo(distanceM(46, 12, 47, 10), 6);
  });

  it('agrees with the fast leg on neighbouring fixes', () => {
    for (const lat of [-60, -1, 0, 30, 47, 70]) {
      expect(legM(lat, 10, lat + 0.002, 10.003)).toBeCloseTo(distanceM(lat, 10, lat + 0.002, 10.003), 2);
    }
  });

  it('knows the size of a degree', () => {
    expect(metresPerDegree(0).lon).toBeCloseTo(111_319.49, 1);
    expect(metresPerDegree(0).lat).toBeCloseTo(110_574.28, 1);
    expect(metresPerDegree(60).lon).toBeCloseTo(55_800, -2);
  });

  it('takes the short way round', () => {
    expect(longitudeDelta(179.5, -179.5)).toBe(1);
    expect(longitudeDelta(-179.5, 179.5)).toBe(-1);
  });
});
