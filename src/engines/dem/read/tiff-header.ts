/** What the header of a GeoTIFF says about its samples and where they lie. */
import type { GeoTIFFImage } from 'geotiff';
import type { Lattice, Margin } from '../raster';
import { UnusableRaster } from '../raster';
import type { GeoKeys } from './tiff-crs';
import { crsOf } from './tiff-crs';
import { canUnpack } from './tiff-decoder';

export interface TiffHeader {
  crs: string;
  lattice: Lattice;
  margin: Margin;
  block: { width: number; height: number };
  /** Strips or tiles that make a block, one above the other. */
  partsPerBlock: number;
  partHeight: number;
  compression: number;
  /** Bytes of a strip or tile once it is unpacked. */
  partBytes: number;
  format: 'int' | 'uint' | 'float';
  bits: number;
  /** Samples of a pixel that lie side by side in a part: 1 where each band has parts of its own. */
  samplesPerPixel: number;
  nodata: number | null;
  /** Metres in a unit of height. */
  unitM: number;
}

const MAX_SIDE = 200_000;
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** Strips are often single rows; a block gathers about this much. */
const BLOCK_BYTES = 2 * 1024 * 1024;
const formats = { 1: 'uint', 2: 'int', 3: 'float' } as const;
const PIXEL_IS_POINT = 2;
/** EPSG numbers of the international and the US survey foot. */
const footM = new Map([
  [9002, 0.3048],
  [9003, 1200 / 3937],
]);

/** @throws UnusableRaster when this is nothing that can be read */
export async function tiffHeader(image: GeoTIFFImage): Promise<TiffHeader> {
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (!isSide(width) || !isSide(height)) throw new UnusableRaster(`it claims ${width} × ${height} samples`);
  const keys: GeoKeys = image.getGeoKeys() ?? {};
  const crs = crsOf(keys);
  const area = keys['GTRasterTypeGeoKey'] !== PIXEL_IS_POINT;
  const lattice = { width, height, ...(await origin(image, area)) };
  const unit = keys['VerticalUnitsGeoKey'];
  return {
    crs,
    lattice,
    margin: marginOf(crs, lattice),
    ...(await layout(image, { width, height })),
    ...sampleType(image),
    nodata: image.getGDALNoData(),
    unitM: (typeof unit === 'number' && footM.get(unit)) || 1,
  };
}

const isSide = (side: number) => Number.isInteger(side) && side >= 2 && side <= MAX_SIDE;

/** Where the first sample lies: in the middle of its pixel, unless the pixels are points. */
async function origin(image: GeoTIFFImage, area: boolean): Promise<Omit<Lattice, 'width' | 'height'>> {
  const numbers = async (tag: 'ModelTiepoint' | 'ModelPixelScale' | 'ModelTransformation') =>
    Array.from((await image.fileDirectory.loadValue(tag)) ?? [], Number);
  const [i = 0, j = 0, , x, y] = await numbers('ModelTiepoint');
  const [scaleX, scaleY] = await numbers('ModelPixelScale');
  const half = area ? 0.5 : 0;
  const found =
    x !== undefined && y !== undefined && scaleX !== undefined && scaleY !== undefined
      ? { x0: x + (half - i) * scaleX, y0: y - (half - j) * scaleY, dx: scaleX, dy: -scaleY }
      : byTransformation(await numbers('ModelTransformation'), half);
  const { x0, y0, dx, dy } = found;
  if (![x0, y0, dx, dy].every(Number.isFinite) || dx === 0 || dy === 0) {
    throw new UnusableRaster('its position makes no sense');
  }
  return found;
}

/** Four rows of four; anything but a scale and a shift is refused. */
function byTransformation(matrix: readonly number[], half: number): Omit<Lattice, 'width' | 'height'> {
  if (matrix[1] !== 0 || matrix[4] !== 0) {
    throw new UnusableRaster(
      'it says not where it lies, or is turned; convert it with gdalwarp -t_srs EPSG:4326',
    );
  }
  const [dx = Number.NaN, , , x = Number.NaN, , dy = Number.NaN, , y = Number.NaN] = matrix;
  return { x0: x + half * dx, y0: y + half * dy, dx, dy };
}

/**
 * Half a sample, as pixels are areas. The tiles of Copernicus begin with a sample on the degree and end one sample
 * before the next: the last step to the neighbour is theirs.
 */
function marginOf(crs: string, { width, height, x0, y0, dx, dy }: Lattice): Margin {
  const whole = (value: number, step: number) => Math.abs(value - Math.round(value)) < Math.abs(step) * 0.02;
  const isCell =
    crs === 'geographic' &&
    whole(x0, dx) &&
    whole(y0, dy) &&
    Math.abs(width * dx - 1) < dx * 0.02 &&
    Math.abs(height * dy + 1) < -dy * 0.02;
  return isCell ? { west: 0, north: 0, east: 1, south: 1 } : { west: 0.5, north: 0.5, east: 0.5, south: 0.5 };
}

function sampleType(image: GeoTIFFImage): Pick<TiffHeader, 'format' | 'bits'> {
  const format = formats[image.getSampleFormat() as 1 | 2 | 3] as 'uint' | 'int' | 'float' | undefined;
  const bits = image.getBitsPerSample();
  const isHeight = format === 'float' ? bits === 32 || bits === 64 : bits === 16 || bits === 32;
  // Heights as colours come in PNG and WebP: a GeoTIFF says nothing about the encoding, and pictures look the same.
  if (!format || !isHeight) {
    throw new UnusableRaster(`its samples (${bits} bits) are no heights`);
  }
  return { format, bits };
}

async function layout(image: GeoTIFFImage, { width, height }: { width: number; height: number }) {
  const compression = Number((await image.fileDirectory.loadValue('Compression')) ?? 1);
  if (!canUnpack(compression)) {
    throw new UnusableRaster(
      `its compression (${compression}) is not read; convert it with gdal_translate -co COMPRESS=DEFLATE`,
    );
  }
  const isInterleaved = image.planarConfiguration === 1;
  const samplesPerPixel = isInterleaved ? image.getSamplesPerPixel() : 1;
  const [partWidth, partHeight] = [image.getTileWidth(), Math.min(image.getTileHeight(), MAX_SIDE)];
  const partBytes = partWidth * partHeight * samplesPerPixel * (image.getBitsPerSample() / 8);
  if (!(partBytes > 0 && partBytes <= MAX_PART_BYTES)) {
    throw new UnusableRaster(
      'its strips or tiles are too large; convert it with gdal_translate -co TILED=YES',
    );
  }
  const rows = Math.max(1, Math.floor(BLOCK_BYTES / partBytes));
  const partsPerBlock = image.isTiled ? 1 : Math.min(rows, Math.ceil(height / partHeight));
  const block = { width: image.isTiled ? partWidth : width, height: partHeight * partsPerBlock };
  return { block, partsPerBlock, partHeight, compression, partBytes, samplesPerPixel };
}
