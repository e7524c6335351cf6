/** Reads a block of any raster. Decoders are loaded when the first file asks for them: most processes never need one. */
import type { Block, RasterEntry } from '../raster';

/** Null where a pyramid has no tile. @throws UnusableRaster, or an error of the file system */
export async function readBlock(raster: RasterEntry, column: number, row: number): Promise<Block | null> {
  switch (raster.kind) {
    case 'hgt':
    case 'hgtGz':
    case 'hgtZip':
      return (await import('./hgt')).readHgt(raster);
    case 'geotiff':
      return (await import('./geotiff')).readTiffBlock(raster, column, row);
    case 'tiles':
    case 'pmtiles':
      return (await import('./pyramid')).readPyramidTile(raster, column, row);
  }
}
