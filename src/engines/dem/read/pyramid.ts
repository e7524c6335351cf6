/** Tiles of z/x/y pyramids: folders, and PMTiles archives. */
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { Compression, PMTiles } from 'pmtiles';
import type { Block, RasterEntry } from '../raster';
import { UnusableRaster } from '../raster';
import { MAX_PICTURE_BYTES, readPicture } from './picture';

/** Directories of archives are small; tiles too. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;
const MAX_READ_BYTES = 16 * 1024 * 1024;
const unpackers = {
  [Compression.Gzip]: promisify(gunzip),
  [Compression.Brotli]: promisify(brotliDecompress),
} as const;

async function unpack(packed: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  if (compression === Compression.None || compression === Compression.Unknown) return packed;
  const method = compression === Compression.Zstd ? undefined : unpackers[compression];
  if (!method) throw new UnusableRaster('its compression (zstd) is not read');
  const bytes = await method(new Uint8Array(packed), { maxOutputLength: MAX_UNPACKED_BYTES });
  return new Uint8Array(bytes).buffer;
}

/** Opens the file for each read: rare, and nobody has to keep count of open files. */
async function readRange(file: string, offset: number, length: number): Promise<ArrayBuffer> {
  if (!(offset >= 0 && length >= 0 && length <= MAX_READ_BYTES)) {
    throw new UnusableRaster('its directory makes no sense');
  }
  const handle = await open(file, 'r');
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, offset);
    return bytes.buffer.slice(0, bytesRead);
  } finally {
    await handle.close();
  }
}

export function openArchive(file: string): PMTiles {
  const source = {
    getKey: () => file,
    getBytes: async (offset: number, length: number) => ({ data: await readRange(file, offset, length) }),
  };
  return new PMTiles(source, undefined, unpack);
}

/** Archives with their directories; the oldest goes when there are more. */
const archives = new Map<string, PMTiles>();
const MAX_ARCHIVES = 8;

function archiveOf({ path: file, bytes, changedMs }: RasterEntry): PMTiles {
  const key = `${file}\n${bytes}\n${changedMs}`;
  let archive = archives.get(key);
  if (!archive) {
    archive = openArchive(file);
    archives.set(key, archive);
    for (const oldest of archives.keys()) {
      if (archives.size <= MAX_ARCHIVES) break;
      archives.delete(oldest);
    }
  }
  return archive;
}

/** Null where the pyramid has no such tile. @throws UnusableRaster, or an error of the file system */
export async function readPyramidTile(raster: RasterEntry, x: number, y: number): Promise<Block | null> {
  const bytes = await (raster.kind === 'pmtiles' ? archivedTile(raster, x, y) : looseTile(raster, x, y));
  if (!bytes) return null;
  const tile = await readPicture(bytes);
  if (tile.width !== raster.block.width || tile.height !== raster.block.height) {
    throw new UnusableRaster(`a tile has ${tile.width} pixels where the others have ${raster.block.width}`);
  }
  return tile;
}

async function archivedTile(raster: RasterEntry, x: number, y: number): Promise<Buffer | null> {
  const { level } = raster;
  if (level === null) return null;
  try {
    const tile = await archiveOf(raster).getZxy(level, x, y);
    return tile ? Buffer.from(tile.data) : null;
  } catch (error) {
    if (error instanceof UnusableRaster || (error instanceof Error && 'syscall' in error)) throw error;
    throw new UnusableRaster('its directory cannot be read', { cause: error });
  }
}

async function looseTile(
  { path: root, level, tileSuffix }: RasterEntry,
  x: number,
  y: number,
): Promise<Buffer | null> {
  const file = path.join(root, String(level), String(x), `${y}${tileSuffix ?? ''}`);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!found?.isFile()) return null;
  if (found.size > MAX_PICTURE_BYTES) throw new UnusableRaster('it is too large for a tile');
  return readFile(file);
}
