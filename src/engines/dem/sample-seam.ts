/** Heights between samples that do not lie in one block: at seams of blocks, and of neighbouring rasters. */
import { weighted } from './bilinear';
import { isBroken } from './block-cache';
import { VOID_M } from './raster';
import type { Raster, Terrain } from './terrain';
import { covers, locate, Terrain as TerrainClass } from './terrain';

/** Closer to a sample than this is on it, so that rounding asks for no neighbour. */
const ON_SAMPLE = 1e-5;
/** Neighbours of Copernicus tiles have up to two times as many columns; others are another survey. */
const MAX_RESOLUTION_RATIO = 2.5;

/** Interpolated from corners that are fetched one by one; NaN when none has a height. */
export async function sampleSeam(terrain: Terrain, raster: Raster, x: number, y: number): Promise<number> {
  const [column, fx] = split(x);
  const [row, fy] = split(y);
  const corners = [VOID_M, VOID_M, VOID_M, VOID_M];
  for (let k = 0; k < 4; k++) {
    const [right, down] = [k & 1, k >> 1];
    if ((right === 1 && fx === 0) || (down === 1 && fy === 0)) continue;
    corners[k] = await sampleAt(terrain, raster, column + right, row + down);
  }
  return weighted(corners, fx, fy);
}

function split(value: number): [whole: number, fraction: number] {
  const near = Math.round(value);
  if (Math.abs(value - near) < ON_SAMPLE) return [near, 0];
  const whole = Math.floor(value);
  return [whole, value - whole];
}

/** The sample of a raster, or what its neighbours have at the place where it would be. */
async function sampleAt(terrain: Terrain, raster: Raster, column: number, row: number): Promise<number> {
  const { lattice } = raster;
  if (raster.level !== null) return own(terrain, raster, wrap(column, lattice.width), row);
  const isInside = column >= 0 && row >= 0 && column < lattice.width && row < lattice.height;
  return isInside ? own(terrain, raster, column, row) : neighbours(terrain, raster, column, row);
}

/** A pyramid goes around the world. */
const wrap = (column: number, width: number) => ((column % width) + width) % width;

async function own(terrain: Terrain, raster: Raster, column: number, row: number): Promise<number> {
  const { block: size, lattice } = raster;
  if (row < 0 || row >= lattice.height) return VOID_M;
  const [blockColumn, blockRow] = [Math.floor(column / size.width), Math.floor(row / size.height)];
  const block =
    terrain.peekBlock(raster, blockColumn, blockRow) ?? (await terrain.block(raster, blockColumn, blockRow));
  if (block === null || isBroken(block)) return VOID_M;
  const at = (row - blockRow * size.height) * block.width + column - blockColumn * size.width;
  return block.values[at] ?? VOID_M;
}

const place = new Float64Array(2);

async function neighbours(terrain: Terrain, raster: Raster, column: number, row: number): Promise<number> {
  const { lattice, projection, resolutionM } = raster;
  projection.inverse(lattice.x0 + column * lattice.dx, lattice.y0 + row * lattice.dy, place);
  const lat = place[1] as number;
  const lon = turned(place[0] as number);
  if (!(Math.abs(lat) <= 90)) return VOID_M;
  for (const other of terrain.candidates(TerrainClass.cellOf(lon, lat))) {
    if (other === raster || other.kind !== raster.kind) continue;
    const ratio = other.resolutionM / resolutionM;
    if (ratio > MAX_RESOLUTION_RATIO || ratio < 1 / MAX_RESOLUTION_RATIO) continue;
    locate(other, lon, lat, place);
    const [x, y] = [place[0] as number, place[1] as number];
    if (!covers(other, x, y)) continue;
    const height = await inside(terrain, other, x, y);
    if (!Number.isNaN(height)) return height;
  }
  return VOID_M;
}

const turned = (lon: number) => (lon >= 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);

/** From the samples of one raster alone: a neighbour does not ask its neighbours. */
async function inside(terrain: Terrain, raster: Raster, x: number, y: number): Promise<number> {
  const [column, fx] = split(x);
  const [row, fy] = split(y);
  const corners = [VOID_M, VOID_M, VOID_M, VOID_M];
  for (let k = 0; k < 4; k++) {
    const [c, r] = [column + (k & 1), row + (k >> 1)];
    if (((k & 1) === 1 && fx === 0) || (k >> 1 === 1 && fy === 0)) continue;
    const isOwn = c >= 0 && r >= 0 && c < raster.lattice.width && r < raster.lattice.height;
    if (isOwn) corners[k] = await own(terrain, raster, c, r);
  }
  return weighted(corners, fx, fy);
}
