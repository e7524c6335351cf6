/** Levels of pyramids: each is one raster over the world, of which some tiles exist. */
import type { GeoBox } from '#contract/dem';
import { mercator, MERCATOR_HALF_M } from '../projection';
import type { Lattice } from '../raster';
import { UnusableRaster } from '../raster';
import type { Described, Placed } from './describe';
import { placed } from './describe';

export interface PyramidLevel {
  level: number;
  /** Pixels on a side. */
  tileSize: number;
  box: GeoBox;
}

const half = { west: 0.5, north: 0.5, east: 0.5, south: 0.5 };

function pyramidLattice(level: number, tileSize: number): Lattice {
  const side = 2 ** level * tileSize;
  const step = (2 * MERCATOR_HALF_M) / side;
  return {
    width: side,
    height: side,
    x0: -MERCATOR_HALF_M + step / 2,
    y0: MERCATOR_HALF_M - step / 2,
    dx: step,
    dy: -step,
  };
}

/** Levels of tiles; those that are too coarse to be terrain are left out. */
export async function pyramidLevels(
  levels: readonly PyramidLevel[],
  of: Pick<Described, 'kind' | 'tileSuffix'>,
): Promise<Placed[]> {
  const found: Placed[] = [];
  for (const { level, tileSize, box } of levels) {
    const described: Described = {
      ...of,
      member: null,
      level,
      crs: 'mercator',
      lattice: pyramidLattice(level, tileSize),
      margin: half,
      block: { width: tileSize, height: tileSize },
    };
    try {
      found.push(await placed(described, box));
    } catch (error) {
      if (!(error instanceof UnusableRaster)) throw error;
    }
  }
  return found;
}

/** Where tiles x from `west` to `east` and y from `north` to `south` lie. */
export function boxOfTiles(
  level: number,
  tiles: { west: number; east: number; north: number; south: number },
): GeoBox {
  const side = (2 * MERCATOR_HALF_M) / 2 ** level;
  const place = new Float64Array(2);
  mercator.inverse(tiles.west * side - MERCATOR_HALF_M, MERCATOR_HALF_M - (tiles.south + 1) * side, place);
  const [west, south] = [place[0] as number, place[1] as number];
  mercator.inverse((tiles.east + 1) * side - MERCATOR_HALF_M, MERCATOR_HALF_M - tiles.north * side, place);
  return { west, south, east: place[0] as number, north: place[1] as number };
}

/** Deeper tiles would be centimetres. */
export const MAX_LEVEL = 22;
