import { describe, expect, it } from 'vitest';
import type { XcmetricsTrack } from '#contract/xcmetrics-track';
import { degreeLabel, graticuleLines, graticuleOf, graticuleStep } from '../../../ui/map/graticule';
import { convexHull } from './convex-hull';
import { climbLines, thermalAreas } from './track-lines';

const vario = [0, 0, 2, 2, 2, -1, -1];
const track: XcmetricsTrack = {
  n: vario.length,
  startEpochS: 0,
  timeS: vario.map((_, index) => index),
  lat: vario.map((_, index) => 46 + index / 100),
  lon: vario.map(() => 8),
  altM: vario.map(() => 1000),
  gnssAltM: null,
  baroAltM: null,
  varioMps: vario,
  groundSpeedMps: vario.map(() => 10),
  phase: [0, 1, 2, 2, 2, 1, 1],
};

describe('track lines', () => {
  it('joins fixes of one colour and leaves no gap between colours', () => {
    const { features } = climbLines(track, { from: 0, to: 6 });
    for (let index = 1; index < features.length; index += 1) {
      const end = features[index - 1]?.geometry.coordinates.at(-1);
      expect(features[index]?.geometry.coordinates[0]).toEqual(end);
    }
    const ends = [
      features[0]?.geometry.coordinates[0]?.[1],
      features.at(-1)?.geometry.coordinates.at(-1)?.[1],
    ];
    expect(ends).toEqual([46, 46.06]);
  });

  it('finds the areas of thermals', () => {
    const circling = { ...track, lon: [8, 8, 8, 8.01, 8.02, 8, 8] };
    const { features } = thermalAreas(circling, { from: 0, to: 6 });
    expect(features).toHaveLength(0); // three fixes on a line have no area
    const wide = { ...track, lon: [8, 8, 8, 8.05, 8.01, 8, 8] };
    expect(thermalAreas(wide, { from: 0, to: 6 }).features).toHaveLength(1);
  });

  it('puts a ring round points and leaves out those inside', () => {
    const ring = convexHull([
      [0, 0],
      [2, 0],
      [1, 1],
      [2, 2],
      [0, 2],
      [1, 0],
    ]);
    expect(ring).toHaveLength(5);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(ring).not.toContainEqual([1, 1]);
    expect(convexHull([])).toEqual([]);
  });
});

describe('graticule', () => {
  it('keeps about six round lines across at any scale', () => {
    expect(graticuleStep([8, 46, 8.3, 46.2])).toBe(0.05);
    expect(graticuleStep([-10, 30, 30, 60])).toBe(10);
    expect(graticuleOf([7.99, 46.01, 8.3, 46.2]).longitudes).toEqual([8, 8.05, 8.1, 8.15, 8.2, 8.25, 8.3]);
  });

  it('draws lines beyond the view', () => {
    const lons = graticuleLines([8, 46, 9, 47]).features.flatMap((f) =>
      f.geometry.coordinates.map((c) => c[0] ?? 0),
    );
    expect(Math.min(...lons)).toBeLessThanOrEqual(7);
  });

  it('labels the sides of the earth', () => {
    expect(degreeLabel(-46.5, 'lat', 0.5)).toBe('46.5° S');
    expect(degreeLabel(8, 'lon', 0.05)).toBe('8.00° E');
    expect(degreeLabel(0, 'lon', 1)).toBe('0°');
  });
});
