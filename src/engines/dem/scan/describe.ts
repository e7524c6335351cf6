/** Box and resolution of a raster, from its lattice. */
import type { GeoBox } from '#contract/dem';
import { metresPerDegree } from '../../igc/geo';
import type { Projection } from '../projection';
import { projectionOf } from '../projection';
import type { Lattice, Margin, RasterEntry } from '../raster';
import { UnusableRaster } from '../raster';

/** Coarser terrain says nothing about the ground under an aircraft: 30" sets (927 m) are the last that are taken. */
export const MAX_RESOLUTION_M = 1000;
/** Points along each edge: parallels are curves in most projections. */
const EDGE_STEPS = 16;

/** What a probe of a file finds; the scan adds where it found it. */
export type Described = Omit<
  RasterEntry,
  'path' | 'name' | 'folder' | 'bytes' | 'changedMs' | 'box' | 'resolutionM'
>;
export type Placed = Described & Pick<RasterEntry, 'box' | 'resolutionM'>;

/**
 * @param bounds where it has heights, when that is less than its lattice
 * @throws UnusableRaster when it lies nowhere on earth or is too coarse
 */
export async function placed(found: Described, bounds?: GeoBox): Promise<Placed> {
  const { crs, lattice, margin } = found;
  const box = bounds ?? boxOf(await projectionOf(crs), lattice, margin);
  const resolutionM = Math.round(resolution(crs, lattice, box) * 10) / 10;
  if (!(resolutionM <= MAX_RESOLUTION_M)) {
    throw new UnusableRaster(
      `its samples are ${Math.round(resolutionM / 1000)} km apart, too coarse for terrain`,
    );
  }
  return { ...found, box, resolutionM };
}

function boxOf({ inverse }: Projection, { width, height, x0, y0, dx, dy }: Lattice, margin: Margin): GeoBox {
  const place = new Float64Array(2);
  const box: GeoBox = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  const [left, right] = [x0 - margin.west * dx, x0 + (width - 1 + margin.east) * dx];
  const [top, bottom] = [y0 - margin.north * dy, y0 + (height - 1 + margin.south) * dy];
  for (let k = 0; k <= EDGE_STEPS; k++) {
    const [x, y] = [left + ((right - left) * k) / EDGE_STEPS, top + ((bottom - top) * k) / EDGE_STEPS];
    for (const [px, py] of [
      [x, top],
      [x, bottom],
      [left, y],
      [right, y],
    ] as const) {
      inverse(px, py, place);
      const [lon, lat] = [place[0] as number, place[1] as number];
      box.west = Math.min(box.west, lon);
      box.east = Math.max(box.east, lon);
      box.south = Math.min(box.south, lat);
      box.north = Math.max(box.north, lat);
    }
  }
  // Global grids have half a sample beyond the poles.
  const isOnEarth = box.south >= -91 && box.north <= 91 && box.west >= -361 && box.east <= 721;
  if (!isOnEarth || !(box.east - box.west <= 362)) throw new UnusableRaster('it lies nowhere on earth');
  box.south = Math.max(-90, box.south);
  box.north = Math.min(90, box.north);
  return box;
}

/** The larger of the two distances between samples, in the middle of the raster. */
function resolution(crs: string, { dx, dy }: Lattice, { south, north }: GeoBox): number {
  const lat = (south + north) / 2;
  if (crs === 'mercator') return Math.max(Math.abs(dx), Math.abs(dy)) * Math.cos((lat * Math.PI) / 180);
  if (crs !== 'geographic') return Math.max(Math.abs(dx), Math.abs(dy));
  const degree = metresPerDegree(lat);
  return Math.max(Math.abs(dx) * degree.lon, Math.abs(dy) * degree.lat);
}
