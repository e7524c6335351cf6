/** The boxes of terrain files as areas of a map. */
import type { Feature, FeatureCollection } from 'geojson';
import type { CoverageAnswer, GeoBox } from '#contract/dem';
import type { Bounds } from '../../../ui/map/bounds';

/** Beyond this latitude the map's projection does not go. */
const mostLat = 85;

function ring({ west, south, east, north }: GeoBox): [number, number][] {
  const [low, high] = [Math.max(-mostLat, south), Math.min(mostLat, north)];
  return [
    [west, low],
    [east, low],
    [east, high],
    [west, high],
    [west, low],
  ];
}

export function coverageAreas(tiles: CoverageAnswer['tiles']): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: tiles.map(({ box, name, kind, resolutionM }): Feature => ({
      type: 'Feature',
      properties: { name, kind, resolutionM },
      geometry: { type: 'Polygon', coordinates: [ring(box)] },
    })),
  };
}

/** Null without tiles. */
export function coverageBounds(tiles: CoverageAnswer['tiles']): Bounds | null {
  if (tiles.length === 0) return null;
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of tiles) {
    bounds[0] = Math.min(bounds[0], box.west);
    bounds[1] = Math.min(bounds[1], Math.max(-mostLat, box.south));
    bounds[2] = Math.max(bounds[2], box.east);
    bounds[3] = Math.max(bounds[3], Math.min(mostLat, box.north));
  }
  return bounds;
}
