/** What single files are: .hgt in its three forms, GeoTIFF, PMTiles. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { cornerOfName } from '../one-degree';
import { hgtLattice, hgtSide } from '../read/hgt';
import { withTiffImage } from '../read/tiff-file';
import { tiffHeader } from '../read/tiff-header';
import { listZip } from '../read/zip';
import type { RasterEntry } from '../raster';
import { UnusableRaster } from '../raster';
import type { Placed } from './describe';
import { placed } from './describe';
import { probeArchive } from './probe-archive';

/** Finds the rasters of a file. @throws UnusableRaster, or an error of the file system */
export type Probe = (file: string, bytes: number) => Promise<Placed[]>;

/** By the end of the name, lower case. The longer ends come first. */
const probes: readonly [end: string, probe: Probe][] = [
  ['.hgt.gz', probeGzip],
  ['.hgt', async (file, bytes) => [await hgt('hgt', path.basename(file), bytes)]],
  ['.zip', probeZip],
  ['.tif', probeTiff],
  ['.tiff', probeTiff],
  ['.pmtiles', probeArchive],
];

export function probeFor(name: string): Probe | null {
  const lower = name.toLowerCase();
  return probes.find(([end]) => lower.endsWith(end))?.[1] ?? null;
}

const edge = { west: 0, north: 0, east: 0, south: 0 };

async function hgt(
  kind: RasterEntry['kind'],
  name: string,
  bytes: number,
  member: string | null = null,
): Promise<Placed> {
  const corner = cornerOfName(name);
  if (!corner)
    throw new UnusableRaster('its name does not begin with its south-west corner, as in N47E009.hgt');
  const side = hgtSide(bytes);
  if (side === null) throw new UnusableRaster(`${bytes} bytes are neither 1201² nor 3601² heights`);
  const lattice = hgtLattice(side, corner);
  return placed({
    kind,
    member,
    level: null,
    tileSuffix: null,
    crs: 'geographic',
    lattice,
    margin: edge,
    block: { width: side, height: side },
  });
}

/** The last four bytes hold the size of the content (RFC 1952), modulo 2^32. */
async function probeGzip(file: string, bytes: number): Promise<Placed[]> {
  const handle = await open(file, 'r');
  try {
    const head = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const tail = await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, bytes - 4));
    if (head.bytesRead < 2 || head.buffer.readUInt16BE(0) !== 0x1f8b || tail.bytesRead < 4) {
      throw new UnusableRaster('it is not gzipped');
    }
    return [await hgt('hgtGz', path.basename(file), tail.buffer.readUInt32LE(0))];
  } finally {
    await handle.close();
  }
}

/** Members that are no heights are passed over; an archive without any is a problem. */
async function probeZip(file: string): Promise<Placed[]> {
  const members = (await listZip(file)).filter(({ name }) => name.toLowerCase().endsWith('.hgt'));
  if (members.length === 0) throw new UnusableRaster('it holds no .hgt file; unpack other terrain');
  const found: Placed[] = [];
  for (const { name, bytes } of members) {
    const inside = path.posix.basename(name);
    // An archive of one tile may hold it by any name.
    const named = cornerOfName(inside) || members.length > 1 ? inside : path.basename(file);
    found.push(await hgt('hgtZip', named, bytes, name));
  }
  return found;
}

async function probeTiff(file: string): Promise<Placed[]> {
  const { crs, lattice, margin, block } = await withTiffImage(file, tiffHeader);
  return [
    await placed({
      kind: 'geotiff',
      member: null,
      level: null,
      tileSuffix: null,
      crs,
      lattice,
      margin,
      block,
    }),
  ];
}
