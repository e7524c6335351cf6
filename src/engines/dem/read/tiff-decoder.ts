/** Unpacks strips and tiles of TIFF files, never beyond the size that the file's own header gives them. */
import { inflateSync } from 'node:zlib';
import { BaseDecoder } from 'geotiff';
import { messageOf } from '#contract/errors';
import { UnusableRaster } from '../raster';
import { decodeLzw } from './lzw';

type Unpack = (packed: Uint8Array, maxBytes: number) => Uint8Array;

/** By the value of the tag Compression. 32946 is deflate by its older number. */
const methods = new Map<number, Unpack>([
  [1, (packed) => packed],
  [5, decodeLzw],
  [8, inflate],
  [32946, inflate],
]);

function inflate(packed: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    throw new UnusableRaster(`a part of it cannot be unpacked (${messageOf(error)})`, { cause: error });
  }
}

export const canUnpack = (compression: number): boolean => methods.has(compression);

/** What geotiff calls for each strip or tile; it undoes the predictor afterwards. */
export class BoundedDecoder extends BaseDecoder {
  constructor(
    parameters: ConstructorParameters<typeof BaseDecoder>[0],
    private readonly limits: { compression: number; maxBytes: number },
  ) {
    super(parameters);
  }

  override decodeBlock(packed: ArrayBuffer): ArrayBuffer {
    const unpack = methods.get(this.limits.compression);
    if (!unpack) throw new UnusableRaster(`its compression (${this.limits.compression}) is not read`);
    // A copy: what zlib returns may be a part of a larger buffer, and geotiff changes it in place.
    return new Uint8Array(unpack(new Uint8Array(packed), this.limits.maxBytes)).buffer;
  }
}
