/** One-degree cells without terrain, for boxes and points of interest. */
import type { GeoBox, MissingAnswer, MissingQuery } from '#contract/dem';
import { FlightlineError } from '#contract/errors';
import { cellBox, cellName, downloadsOf } from './one-degree';
import { covers, locate, Terrain } from './terrain';

const MAX_TILES = 500;
/** All cells of the earth. */
const MAX_CELLS = 64_800;
/** A cell is looked at in so many rows and columns of points. */
const LOOKS = 4;

/** @throws FlightlineError `INVALID_INPUT` for a box that is none */
export function missingCells(terrain: Terrain, { boxes, points, tiles }: MissingQuery): MissingAnswer {
  const cells = new Map<string, GeoBox>();
  for (const { lat, lon } of points) if (!isCovered(terrain, lon, lat)) add(cells, cellName(lat, lon));
  for (const name of tiles) {
    const box = cellBox(name);
    if (box && !isWholeCovered(terrain, box)) cells.set(name, box);
  }
  let looked = 0;
  for (const box of boxes) {
    for (const part of partsByCell(box)) {
      if (++looked > MAX_CELLS)
        throw new FlightlineError('INVALID_INPUT', 'The boxes are larger than the earth.');
      if (!isWholeCovered(terrain, part)) add(cells, cellName(part.south, part.west));
    }
  }
  const names = [...cells.keys()].sort();
  return {
    tiles: names.slice(0, MAX_TILES).map((name) => ({
      name,
      box: cells.get(name) as GeoBox,
      downloads: downloadsOf(name),
    })),
    tileCount: names.length,
  };
}

function add(cells: Map<string, GeoBox>, name: string): void {
  const box = cellBox(name);
  if (box) cells.set(name, box);
}

/** Cuts a box at whole degrees. */
function* partsByCell({ west, south, east, north }: GeoBox): Generator<GeoBox> {
  const isBox = south <= north && west <= east && south >= -90 && north <= 90 && west >= -180 && east <= 540;
  if (!isBox || east - west > 360) {
    throw new FlightlineError(
      'INVALID_INPUT',
      `west ${west}, south ${south}, east ${east}, north ${north} is no box.`,
    );
  }
  for (let lat = Math.min(89, Math.floor(south)); lat < north || lat <= south; lat++) {
    for (let lon = Math.floor(west); lon < east || lon <= west; lon++) {
      const turn = lon >= 180 ? 360 : 0;
      yield {
        west: Math.max(west, lon) - turn,
        east: Math.min(east, lon + 1) - turn,
        south: Math.max(south, lat),
        north: Math.min(north, lat + 1),
      };
    }
  }
}

/** By points a little inside the edges: a margin of half a sample is no hole. */
function isWholeCovered(terrain: Terrain, { west, south, east, north }: GeoBox): boolean {
  for (let row = 0; row < LOOKS; row++) {
    for (let column = 0; column < LOOKS; column++) {
      const [u, v] = [(column + 0.5) / LOOKS, (row + 0.5) / LOOKS];
      if (!isCovered(terrain, west + (east - west) * u, south + (north - south) * v)) return false;
    }
  }
  return true;
}

const place = new Float64Array(2);

/** By the boxes of rasters: whether there are heights in them is only known once they are read. */
function isCovered(terrain: Terrain, lon: number, lat: number): boolean {
  return terrain.candidates(Terrain.cellOf(lon, lat)).some((raster) => {
    const { box } = raster;
    const turned = lon < box.west ? lon + 360 : lon > box.east ? lon - 360 : lon;
    if (turned < box.west || turned > box.east || lat < box.south || lat > box.north) return false;
    locate(raster, lon, lat, place);
    return covers(raster, place[0] as number, place[1] as number);
  });
}
