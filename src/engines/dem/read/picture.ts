/** PNG and WebP pictures that hold heights, read with limits. */
import { PNG } from 'pngjs';
import { messageOf } from '#contract/errors';
import type { Block } from '../raster';
import { UnusableRaster } from '../raster';
import { decodeColours } from './colours';

/** Tiles are 256 or 512 wide. */
const MAX_SIDE = 1024;
export const MAX_PICTURE_BYTES = 4 * 1024 * 1024;
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @throws UnusableRaster when it is no picture of heights */
export async function readPicture(bytes: Buffer): Promise<Block> {
  if (bytes.length > MAX_PICTURE_BYTES) throw new UnusableRaster('it is too large for a tile');
  const { pixels, width, height, bands } = bytes.subarray(0, 8).equals(pngMagic)
    ? readPng(bytes)
    : await readWebp(bytes);
  return { values: decodeColours(pixels, bands), width, height };
}

interface Pixels {
  pixels: Uint8Array;
  width: number;
  height: number;
  bands: number;
}

function requireSide(width: number, height: number): void {
  if (width < 2 || height < 2 || width > MAX_SIDE || height > MAX_SIDE) {
    throw new UnusableRaster(`it claims ${width} × ${height} pixels`);
  }
}

/** The header is looked at first: pngjs unpacks interlaced pictures without a limit, and makes room for any size. */
function readPng(bytes: Buffer): Pixels {
  if (bytes.length < 29) throw new UnusableRaster('it is cut off');
  requireSide(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (bytes[24] !== 8) throw new UnusableRaster('it has not 8 bits in a colour');
  if (bytes[28] !== 0) throw new UnusableRaster('it is interlaced');
  try {
    const { data, width, height } = PNG.sync.read(bytes, { checkCRC: true });
    return { pixels: data, width, height, bands: 4 };
  } catch (error) {
    throw new UnusableRaster(`it is no readable PNG (${messageOf(error)})`, { cause: error });
  }
}

async function readWebp(bytes: Buffer): Promise<Pixels> {
  const { default: sharp } = await import('sharp'); // 30 MB that few need
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_SIDE * MAX_SIDE, failOn: 'error' });
    const { format, width, height } = await picture.metadata();
    if (format !== 'webp') throw new UnusableRaster('it is neither PNG nor WebP');
    requireSide(width, height);
    const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height, bands: info.channels };
  } catch (error) {
    if (error instanceof UnusableRaster) throw error;
    throw new UnusableRaster(`it is neither PNG nor WebP (${messageOf(error)})`, { cause: error });
  }
}
