/** HEIC by libheif in WebAssembly: sharp's own build has no HEVC. Slow (a second for 12 megapixels), so only for these. */
import type { HeifImage } from 'libheif-js/wasm-bundle.js';
import { FlightlineError, messageOf } from '#contract/errors';
import { refuseBomb } from '../intake/limits';
import { whyUndecodable } from './decoder-words';
import { loadSharp } from './load-sharp';
import type { OpenedPicture, OpenOptions } from './open-picture';
import { shrink } from './small-picture';

/** @throws FlightlineError `INVALID_INPUT` */
export async function openHeif(bytes: Uint8Array, options: OpenOptions): Promise<OpenedPicture> {
  const sharp = await loadSharp();
  try {
    const header = await sharp(bytes).metadata();
    const size = { width: header.width, height: header.height, pages: 1 };
    refuseBomb({ ...size, heldBytesPerPixel: 4 }, options.maxMegapixels);
    // Eight megabytes of WebAssembly, for the processes that meet such a file.
    const { HeifDecoder } = (await import('libheif-js/wasm-bundle.js')).default;
    options.signal.throwIfAborted();
    const images = new HeifDecoder().decode(bytes);
    try {
      const [image] = images;
      if (!image)
        throw new FlightlineError('INVALID_INPUT', 'The file holds no picture that can be decoded.');
      // libheif turns the picture upright itself.
      const [width, height] = [image.get_width(), image.get_height()];
      refuseBomb({ width, height, pages: 1, heldBytesPerPixel: 4 }, options.maxMegapixels);
      const data = await pixelsOf(image, width, height);
      const source = sharp(data, { raw: { width, height, channels: 4 } });
      const small = await shrink(source, { hasAlpha: true, mostPx: options.mostPx });
      const metadata = { exif: header.exif ?? null, xmp: header.xmp ?? null, iptc: null };
      return { small, width, height, orientation: 1, pages: images.length, metadata };
    } finally {
      images.forEach((image) => image.free());
    }
  } catch (error) {
    if (error instanceof FlightlineError) throw error;
    throw new FlightlineError('INVALID_INPUT', whyUndecodable(messageOf(error)), { cause: error });
  }
}

function pixelsOf(image: HeifImage, width: number, height: number): Promise<Uint8ClampedArray> {
  return new Promise((resolve, reject) =>
    image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, (result) =>
      result ? resolve(result.data) : reject(new Error('libheif could not read its pixels')),
    ),
  );
}
