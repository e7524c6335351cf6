/** Access of geotiff to a local file, with limits on what a header can ask for. */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { GeoTIFFImage } from 'geotiff';
import { GeoTIFF } from 'geotiff';
import { messageOf } from '#contract/errors';
import { UnusableRaster } from '../raster';

/** Larger than any strip or tile that is read, and than the tables of offsets of any honest file. */
const MAX_SLICE_BYTES = 128 * 1024 * 1024;

type Source = Parameters<typeof GeoTIFF.fromSource>[0];
interface Slice {
  offset: number;
  length: number;
}

function fileSource(handle: FileHandle, size: number): Source {
  const fetchSlice = async ({ offset, length }: Slice): Promise<ArrayBuffer> => {
    if (!(offset >= 0 && offset < size)) throw new UnusableRaster('it is cut off, or its header is wrong');
    if (length > MAX_SLICE_BYTES) throw new UnusableRaster('a part of it is too large to be read');
    const bytes = new Uint8Array(Math.min(length, size - offset));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
    return bytes.buffer.slice(0, bytesRead);
  };
  return {
    fetch: (slices) => Promise.all(slices.map(fetchSlice)),
    fetchSlice: async (slice) => ({ ...slice, data: await fetchSlice(slice) }),
    fileSize: size,
    close: async () => undefined,
  };
}

/**
 * Opens the first image of a file, lets `use` read it, and closes it again: headers are small, and nobody has to
 * keep count of open files.
 * @throws UnusableRaster when the content is to blame, or an error of the file system
 */
export async function withTiffImage<T>(path: string, use: (image: GeoTIFFImage) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const tiff = await GeoTIFF.fromSource(fileSource(handle, size));
    return await use(await tiff.getImage(0));
  } catch (error) {
    if (error instanceof UnusableRaster || (error instanceof Error && 'syscall' in error)) throw error;
    throw new UnusableRaster(`it is no readable GeoTIFF (${messageOf(error)})`, { cause: error });
  } finally {
    await handle.close();
  }
}
