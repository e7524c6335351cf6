/** Reads a block of any raster. */
import type { Block, RasterEntry } from '../raster';
import { readTiffBlock } from './geotiff';
import { readHgt } from './hgt';
import { readPyramidTile } from './pyramid';

/** Null where a pyramid has no tile. @throws UnusableRaster, or an error of the file system */
export async function readBlock(raster: RasterEntry, column: number, row: number): Promise<Block | null> {
  switch (raster.kind) {
    case 'hgt':
    case 'hgtGz':
    case 'hgtZip':
      return readHgt(raster);
    case 'geotiff':
      return readTiffBlock(raster, column, row);
    case 'tiles':
    case 'pmtiles':
      return readPyramidTile(raster, column, row);
  }
}
