/** The terrain of the configured folders: which rasters lie where, and their blocks. */
import Flatbush from 'flatbush';
import type { CachedBlock } from './block-cache';
import { BlockCache } from './block-cache';
import type { Projection } from './projection';
import { projectionOf } from './projection';
import type { RasterEntry } from './raster';
import { readBlock } from './read/read-block';

export interface Raster extends RasterEntry {
  index: number;
  projection: Projection;
  /** Tells apart replaced files of one name. */
  key: string;
}

/** Decoded heights of this thread, for all terrains it meets. */
const CACHE_BYTES = 256 * 1024 * 1024;
const blocks = new BlockCache(CACHE_BYTES);

/** Candidates are looked up once for each cell of this size, in degrees. */
const CELL_DEG = 1 / 16;
const CELLS_PER_ROW = 8192;
const MAX_CELLS = 50_000;

const none: readonly Raster[] = [];

export class Terrain {
  readonly rasters: readonly Raster[];
  private readonly tree: Flatbush | null;
  private readonly cells = new Map<number, readonly Raster[]>();

  private constructor(rasters: readonly Raster[]) {
    this.rasters = rasters;
    this.tree = rasters.length === 0 ? null : new Flatbush(rasters.length);
    for (const { box } of rasters) this.tree?.add(box.west, box.south, box.east, box.north);
    this.tree?.finish();
  }

  static async open(entries: readonly RasterEntry[]): Promise<Terrain> {
    const rasters: Raster[] = [];
    for (const [index, entry] of entries.entries()) {
      const { path, member, level, bytes, changedMs } = entry;
      const key = [path, member ?? '', level ?? '', bytes, changedMs].join('\n');
      rasters.push({ ...entry, index, projection: await projectionOf(entry.crs), key });
    }
    return new Terrain(rasters);
  }

  /** Number of the cell that a point lies in. */
  static cellOf(lon: number, lat: number): number {
    return Math.floor((lat + 90) / CELL_DEG) * CELLS_PER_ROW + Math.floor((lon + 180) / CELL_DEG);
  }

  /** Rasters that may cover points of the cell: finest first, then in the order of folders and names. */
  candidates(cell: number): readonly Raster[] {
    let found = this.cells.get(cell);
    if (found === undefined) {
      if (this.cells.size >= MAX_CELLS) this.cells.clear();
      found = this.search(cell);
      this.cells.set(cell, found);
    }
    return found;
  }

  private search(cell: number): readonly Raster[] {
    if (!this.tree) return none;
    const south = Math.floor(cell / CELLS_PER_ROW) * CELL_DEG - 90;
    const west = (cell % CELLS_PER_ROW) * CELL_DEG - 180;
    const found = new Set<number>();
    // Boxes may go beyond 180 degrees, on either side, and a point on the date line belongs to both.
    for (const turn of [-360, 0, 360]) {
      const from = west + turn;
      for (const index of this.tree.search(from, south, from + CELL_DEG, south + CELL_DEG)) found.add(index);
    }
    return [...found]
      .map((index) => this.rasters[index] as Raster)
      .sort((a, b) => fineness(a) - fineness(b) || a.folder - b.folder || (a.name < b.name ? -1 : 1));
  }

  /** Undefined: not read yet. */
  peekBlock(raster: Raster, column: number, row: number): CachedBlock | undefined {
    return blocks.peek(blockKey(raster, column, row));
  }

  async block(raster: Raster, column: number, row: number): Promise<CachedBlock> {
    return blocks.get(blockKey(raster, column, row), () => readBlock(raster, column, row));
  }
}

const blockKey = ({ key }: Raster, column: number, row: number) => `${key}\n${column}\n${row}`;

/** Resolutions that differ by less than a metre are the same. */
const fineness = ({ resolutionM }: Raster) => Math.round(resolutionM);

/**
 * Position of a point among the samples of a raster, as (column, row); NaN where its coordinates end.
 * Longitudes are turned to the side of the world that the raster is on.
 */
export function locate(
  { projection, lattice, box }: Raster,
  lon: number,
  lat: number,
  out: Float64Array,
): void {
  const turned = lon < box.west - 1e-6 ? lon + 360 : lon > box.east + 1e-6 ? lon - 360 : lon;
  projection.forward(turned, lat, out);
  out[0] = ((out[0] as number) - lattice.x0) / lattice.dx;
  out[1] = ((out[1] as number) - lattice.y0) / lattice.dy;
}

/** In samples: less than a millimetre of rounding. */
const TOLERANCE = 1e-5;

/** Whether a raster speaks for the ground at (column, row). */
export function covers({ lattice, margin }: Raster, x: number, y: number): boolean {
  return (
    x >= -margin.west - TOLERANCE &&
    y >= -margin.north - TOLERANCE &&
    x <= lattice.width - 1 + margin.east + TOLERANCE &&
    y <= lattice.height - 1 + margin.south + TOLERANCE
  );
}
