/** SRTM height files: 16-bit big-endian rows from north to south, plain, gzipped or in a zip archive. */
import { readFile, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { messageOf } from '#contract/errors';
import type { Block, Lattice, RasterEntry } from '../raster';
import { heightOrVoid, UnusableRaster, VOID_M } from '../raster';
import { readZipMember } from './zip';

const unzip = promisify(gunzip);

/** Samples on a side of one degree, edges shared with the neighbours: 3" and 1". */
const sides = [1201, 3601] as const;
export const MAX_HGT_BYTES = 2 * 3601 ** 2;

/** Samples on a side; null for a size that no .hgt file has. */
export function hgtSide(bytes: number): number | null {
  return sides.find((side) => 2 * side * side === bytes) ?? null;
}

export function hgtLattice(side: number, corner: { south: number; west: number }): Lattice {
  const step = 1 / (side - 1);
  return { width: side, height: side, x0: corner.west, y0: corner.south + 1, dx: step, dy: -step };
}

/** @throws UnusableRaster, or an error of the file system */
export async function readHgt(raster: RasterEntry): Promise<Block> {
  const side = raster.lattice.width;
  return decodeHgt(await hgtBytes(raster, 2 * side * side), side);
}

async function hgtBytes({ kind, path, member }: RasterEntry, size: number): Promise<Buffer> {
  if (kind === 'hgtZip') return readZipMember(path, member ?? '', size);
  if ((await stat(path)).size > MAX_HGT_BYTES) throw new UnusableRaster('it is larger than any .hgt file');
  const bytes = await readFile(path);
  if (kind === 'hgt') return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: size });
  } catch (error) {
    throw new UnusableRaster(`it cannot be unpacked (${messageOf(error)})`);
  }
}

function decodeHgt(bytes: Buffer, side: number): Block {
  if (bytes.length !== 2 * side * side) {
    throw new UnusableRaster(`it has ${bytes.length} bytes where ${2 * side * side} are due`);
  }
  const values = new Int16Array(side * side);
  const copy = Buffer.from(values.buffer);
  bytes.copy(copy);
  if (endianness() === 'LE') copy.swap16();
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (heightOrVoid(value) !== value) values[k] = VOID_M;
  }
  return { values, width: side, height: side };
}
