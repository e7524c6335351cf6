/** What a PMTiles archive holds. */
import { open } from 'node:fs/promises';
import type { Header, PMTiles } from 'pmtiles';
import { TileType } from 'pmtiles';
import type { GeoBox } from '#contract/dem';
import { messageOf } from '#contract/errors';
import { mercator, MERCATOR_HALF_M, MERCATOR_MAX_LAT } from '../projection';
import { UnusableRaster } from '../raster';
import { readPicture } from '../read/picture';
import { openArchive } from '../read/pyramid';
import type { Placed } from './describe';
import { MAX_LEVEL, pyramidLevels } from './pyramid-level';

const magic = 'PMTiles';
/** Tiles that are looked for to learn their size. */
const MAX_LOOKS = 256;

/** @throws UnusableRaster, or an error of the file system */
export async function probeArchive(file: string): Promise<Placed[]> {
  await requireMagic(file);
  const archive = openArchive(file);
  const header = await archive.getHeader().catch((error: unknown) => {
    throw new UnusableRaster(`its header cannot be read (${messageOf(error)})`, { cause: error });
  });
  if (header.tileType !== TileType.Png && header.tileType !== TileType.Webp) {
    throw new UnusableRaster('its tiles are neither PNG nor WebP pictures');
  }
  const { minZoom, maxZoom } = header;
  if (!(minZoom <= maxZoom && maxZoom <= MAX_LEVEL))
    throw new UnusableRaster('its zoom levels make no sense');
  const box = boundsOf(header);
  const tileSize = await tileSizeOf(archive, header, box);
  const levels = Array.from({ length: maxZoom - minZoom + 1 }, (_, k) => ({
    level: minZoom + k,
    tileSize,
    box,
  }));
  return pyramidLevels(levels, { kind: 'pmtiles', tileSuffix: null });
}

async function requireMagic(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    if (buffer.toString('latin1', 0, 7) !== magic || buffer[7] !== 3) {
      throw new UnusableRaster('it is no PMTiles archive of version 3');
    }
  } finally {
    await handle.close();
  }
}

/** The header's, where they make sense; else the world. */
function boundsOf({ minLon, minLat, maxLon, maxLat }: Header): GeoBox {
  const isBox =
    minLon < maxLon && minLat < maxLat && minLon >= -180 && maxLon <= 180 && minLat >= -90 && maxLat <= 90;
  if (isBox) return { west: minLon, south: minLat, east: maxLon, north: maxLat };
  return { west: -180, south: -MERCATOR_MAX_LAT, east: 180, north: MERCATOR_MAX_LAT };
}

/** Pixels on a side of the first tile that is found, from the coarsest level on: it has the fewest places to look at. */
async function tileSizeOf(archive: PMTiles, { minZoom, maxZoom }: Header, box: GeoBox): Promise<number> {
  let looks = 0;
  for (let level = minZoom; level <= maxZoom; level++) {
    const [left, top] = tileAt(level, box.west, box.north);
    const [right, bottom] = tileAt(level, box.east, box.south);
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        if (++looks > MAX_LOOKS) throw new UnusableRaster('no tile of it was found');
        const tile = await archive.getZxy(level, x, y).catch((error: unknown) => {
          throw new UnusableRaster(`its directory cannot be read (${messageOf(error)})`, { cause: error });
        });
        if (tile) return sideOf(Buffer.from(tile.data));
      }
    }
  }
  throw new UnusableRaster('no tile of it was found');
}

async function sideOf(tile: Buffer): Promise<number> {
  const { width, height } = await readPicture(tile);
  if (width !== height) throw new UnusableRaster(`its tiles are ${width} × ${height} pixels, not square`);
  return width;
}

function tileAt(level: number, lon: number, lat: number): [x: number, y: number] {
  const place = new Float64Array(2);
  const within = Math.max(-MERCATOR_MAX_LAT, Math.min(MERCATOR_MAX_LAT, lat));
  mercator.forward(lon, within, place);
  const count = 2 ** level;
  const index = (share: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  const world = 2 * MERCATOR_HALF_M;
  return [
    index(((place[0] as number) + MERCATOR_HALF_M) / world),
    index((MERCATOR_HALF_M - (place[1] as number)) / world),
  ];
}
