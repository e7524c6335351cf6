/** Blocks of GeoTIFF files: one tile, or some strips, whatever the whole file's size. */
import type { GeoTIFFImage } from 'geotiff';
import type { Block, RasterEntry, Samples } from '../raster';
import { heightOrVoid, UnusableRaster } from '../raster';
import { BoundedDecoder } from './tiff-decoder';
import { withTiffImage } from './tiff-file';
import type { TiffHeader } from './tiff-header';
import { tiffHeader } from './tiff-header';

/** @throws UnusableRaster, or an error of the file system */
export async function readTiffBlock(raster: RasterEntry, column: number, row: number): Promise<Block> {
  return withTiffImage(raster.path, async (image) => {
    const header = await tiffHeader(image);
    const { lattice, block } = raster;
    const isSame = header.lattice.width === lattice.width && header.lattice.height === lattice.height;
    if (!isSame || header.block.height !== block.height) {
      throw new UnusableRaster('it has changed since the folder was scanned; scan it again');
    }
    const width = Math.min(block.width, lattice.width - column * block.width);
    const height = Math.min(block.height, lattice.height - row * block.height);
    const values: Samples =
      header.format === 'int' && header.bits === 16 && header.unitM === 1
        ? new Int16Array(width * height)
        : new Float32Array(width * height);
    for (let part = 0; part < header.partsPerBlock; part++) {
      const top = part * header.partHeight;
      if (top >= height) break;
      const at = { x: column, y: row * header.partsPerBlock + part };
      const rows = Math.min(header.partHeight, height - top);
      const target = values.subarray(top * width, (top + rows) * width);
      const shape = { header, littleEndian: image.littleEndian, stride: image.getTileWidth(), width };
      copyHeights(await readPart(image, header, at), shape, target);
    }
    return { values, width, height };
  });
}

async function readPart(
  image: GeoTIFFImage,
  header: TiffHeader,
  { x, y }: { x: number; y: number },
): Promise<DataView> {
  const { compression, partBytes, partHeight, bits, samplesPerPixel } = header;
  const decoder = new BoundedDecoder(
    {
      tileWidth: image.getTileWidth(),
      tileHeight: partHeight,
      predictor: Number((await image.fileDirectory.loadValue('Predictor')) ?? 1),
      bitsPerSample: new Array<number>(image.getSamplesPerPixel()).fill(bits),
      planarConfiguration: image.planarConfiguration,
    },
    { compression, maxBytes: partBytes },
  );
  const { data } = await image.getTileOrStrip(x, y, 0, decoder);
  const rowBytes = image.getTileWidth() * samplesPerPixel * (bits / 8);
  const rows = Math.min(partHeight, image.getHeight() - y * partHeight);
  if (data.byteLength < rows * rowBytes) throw new UnusableRaster('a part of it is cut off');
  return new DataView(data);
}

interface PartShape {
  header: TiffHeader;
  littleEndian: boolean;
  /** Pixels in a row of the part; tiles at the edge are wider than what they hold. */
  stride: number;
  /** Pixels in a row of the block. */
  width: number;
}

function copyHeights(
  bytes: DataView,
  { header, littleEndian, stride, width }: PartShape,
  target: Samples,
): void {
  const { bits, samplesPerPixel, nodata, unitM } = header;
  const pixelBytes = (bits / 8) * samplesPerPixel;
  const rows = target.length / width;
  const read = reader(header, littleEndian);
  // Floats are compared as floats: -3.4e38 is written with more digits than it is stored with.
  const empty = nodata !== null && header.format === 'float' && bits === 32 ? Math.fround(nodata) : nodata;
  for (let row = 0, k = 0; row < rows; row++) {
    let at = row * stride * pixelBytes;
    for (let column = 0; column < width; column++, at += pixelBytes) {
      const value = read(bytes, at);
      target[k++] = heightOrVoid(value === empty ? Number.NaN : value * unitM);
    }
  }
}

function reader({ format, bits }: TiffHeader, little: boolean): (bytes: DataView, at: number) => number {
  if (format === 'float') {
    return bits === 64
      ? (bytes, at) => bytes.getFloat64(at, little)
      : (bytes, at) => bytes.getFloat32(at, little);
  }
  if (format === 'int') {
    return bits === 32
      ? (bytes, at) => bytes.getInt32(at, little)
      : (bytes, at) => bytes.getInt16(at, little);
  }
  return bits === 32
    ? (bytes, at) => bytes.getUint32(at, little)
    : (bytes, at) => bytes.getUint16(at, little);
}
