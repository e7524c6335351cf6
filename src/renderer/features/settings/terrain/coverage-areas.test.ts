import { expect, it } from 'vitest';
import { coverageAreas, coverageBounds } from './coverage-areas';
import { countsText } from './kinds';

const tile = (west: number, south: number, east: number, north: number) => ({
  name: 'x',
  folder: 0,
  kind: 'hgt' as const,
  box: { west, south, east, north },
  resolutionM: 30,
  bytes: 1,
});

it('draws a closed ring for each tile, within what the map can show', () => {
  const [feature] = coverageAreas([tile(-180, -90, 180, 90)]).features;
  expect(feature?.geometry).toMatchObject({
    coordinates: [
      [
        [-180, -85],
        [180, -85],
        [180, 85],
        [-180, 85],
        [-180, -85],
      ],
    ],
  });
});

it('frames all tiles', () => {
  expect(coverageBounds([tile(9, 47, 10, 48), tile(11, 45, 12, 46)])).toEqual([9, 45, 12, 48]);
  expect(coverageBounds([])).toBeNull();
});

it('says what is in a folder', () => {
  expect(countsText({ hgt: 1200, geotiff: 3 })).toBe('1,200 HGT, 3 GeoTIFF');
  expect(countsText({})).toBe('no terrain found');
});
