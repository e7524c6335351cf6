import { describe, expect, it } from 'vitest';
import type { RuleScore, ScorePoint } from '#contract/xcscore';
import { circleRing, destination } from './circle';
import { cornersOf, overlayOf } from './overlay';

const at = (lat: number, lon: number): ScorePoint => ({ index: null, time: null, lat, lon, altitudeM: null });
const shape = (kind: 'freeDistance' | 'triangle') => ({
  name: kind,
  code: 'tri' as const,
  kind,
  multiplier: 1,
  score: 1,
  distanceKm: 1,
  optimal: true,
});

function score(parts: Partial<RuleScore>): RuleScore {
  return {
    rule: 'X', name: 'X', earth: 'wgs84', score: 1, optimal: true, upperBound: 1, type: shape('triangle'), flight: 0,
    distanceKm: 1, multiplier: 1, penaltyKm: 0, turnpoints: [at(46, 8), at(47, 8), at(47, 9)], start: at(46, 8.1),
    finish: at(46, 8.2), closingKm: 7, closingLimitKm: 20, legs: [], routeS: 0, routeSpeedKmh: null, airtimeS: 0,
    airtimeSpeedKmh: null, byType: [], ...parts,
  }; // prettier-ignore
}

describe('circle', () => {
  it('is as far from its middle everywhere', () => {
    const middle = { lat: 46, lon: 8 };
    for (const [lon, lat] of circleRing(middle, 20)) {
      const dLat = (lat - middle.lat) * 111.195;
      const dLon = (lon - middle.lon) * 111.195 * Math.cos((((lat + middle.lat) / 2) * Math.PI) / 180);
      expect(Math.hypot(dLat, dLon)).toBeCloseTo(20, 1);
    }
  });

  it('closes, and does not jump at the date line', () => {
    const ring = circleRing({ lat: 0, lon: 179.95 }, 50);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(Math.max(...ring.map(([lon]) => lon)) - Math.min(...ring.map(([lon]) => lon))).toBeLessThan(1);
  });

  it('goes north and east by bearing', () => {
    expect(destination({ lat: 0, lon: 0 }, 0, 111.195)[1]).toBeCloseTo(1, 4);
    expect(destination({ lat: 0, lon: 0 }, 90, 111.195)[0]).toBeCloseTo(1, 4);
  });
});

describe('overlay of a score', () => {
  it('closes a triangle over its turnpoints and draws the circle of the closing', () => {
    const overlay = overlayOf(score({}));
    expect(overlay?.lines.features.map((one) => one.properties?.['part'])).toEqual([
      'leg',
      'leg',
      'leg',
      'closing',
    ]);
    expect(overlay?.areas.features.map((one) => one.properties?.['part'])).toEqual(['triangle', 'closing']);
    expect(overlay?.points.map(({ label }) => label)).toEqual(['S', '1', '2', '3', 'F']);
  });

  it('goes from start over turnpoints to finish for a free distance', () => {
    const free = score({ type: shape('freeDistance'), closingKm: null, closingLimitKm: null });
    expect(cornersOf(free)).toHaveLength(5);
    expect(overlayOf(free)?.areas.features).toHaveLength(0);
    expect(overlayOf(free)?.lines.features).toHaveLength(4);
  });

  it('is nothing when no shape was reached', () => {
    expect(overlayOf(score({ type: null, turnpoints: [], start: null, finish: null }))).toBeNull();
  });
});
