/** Opens what sharp decodes: checks the header against the limits, then decodes once. */
import type { Metadata } from 'sharp';
import { FlightlineError, messageOf } from '#contract/errors';
import { countGifFrames } from '../intake/gif-frames';
import { withoutRepeatedSegments } from '../intake/jpeg-segments';
import { limits, refuseBomb, refuseFrames } from '../intake/limits';
import { withoutLargeBlocks } from '../intake/png-blocks';
import { whyUndecodable } from './decoder-words';
import { loadSharp } from './load-sharp';
import type { SmallPicture } from './small-picture';
import { shrink } from './small-picture';

/** Blocks of metadata as the file holds them. */
export interface RawMetadata {
  exif: Uint8Array | null;
  xmp: Uint8Array | null;
  iptc: Uint8Array | null;
}

export interface OpenedPicture {
  small: SmallPicture;
  /** As shown, upright. */
  width: number;
  height: number;
  orientation: number;
  pages: number;
  metadata: RawMetadata;
}

export interface OpenOptions {
  maxMegapixels: number;
  /** Longer side of the small picture; missing: as large as a preview. */
  mostPx?: number;
  signal: AbortSignal;
}

/** @throws FlightlineError `INVALID_INPUT` when it is too large, damaged, or takes too long */
export async function openPicture(given: Uint8Array, options: OpenOptions): Promise<OpenedPicture> {
  const sharp = await loadSharp();
  const { bytes, exif } = withoutLargeBlocks(
    withoutRepeatedSegments(given, limits.exifBytes),
    limits.exifBytes,
  );
  try {
    // libvips reads an animation to its end for its header; a bomb is found out before.
    if (isGif(bytes)) refuseFrames(countGifFrames(bytes, limits.pages));
    // A header alone may be of any size: then the refusal can say of which.
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    const pages = header.pages ?? 1;
    const { width, height } = header;
    refuseBomb({ width, height, pages, heldBytesPerPixel: heldBytesPerPixel(header) }, options.maxMegapixels);
    options.signal.throwIfAborted();
    const source = sharp(bytes, {
      failOn: 'truncated',
      limitInputPixels: options.maxMegapixels * 1e6,
      sequentialRead: true,
    });
    const small = await shrink(source.timeout({ seconds: limits.decodeS }).autoOrient(), {
      hasAlpha: header.hasAlpha,
      mostPx: options.mostPx,
    });
    return {
      small,
      width: header.autoOrient.width,
      height: header.autoOrient.height,
      orientation: header.orientation ?? 1,
      pages,
      metadata: { exif: exif ?? header.exif ?? null, xmp: header.xmp ?? null, iptc: header.iptc ?? null },
    };
  } catch (error) {
    throw options.signal.aborted ? options.signal.reason : asRefusal(error);
  }
}

const isGif = (bytes: Uint8Array) => bytes[0] === 0x47 && bytes[1] === 0x49 && bytes[2] === 0x46;

/** Null where lines suffice. A progressive JPEG is held as coefficients of two bytes, half of them for colour. */
function heldBytesPerPixel(header: Metadata): number | null {
  const bytesPerPixel = header.channels * (header.depth === 'ushort' ? 2 : 1);
  if (header.format === 'jpeg') return header.isProgressive ? 3 : null;
  if (header.format === 'png') return header.isProgressive ? bytesPerPixel : null;
  return header.format === 'tiff' ? null : bytesPerPixel;
}

function asRefusal(error: unknown): FlightlineError {
  if (error instanceof FlightlineError) return error;
  const message = messageOf(error).split('\n')[0] ?? '';
  if (/out of memory/i.test(message))
    return new FlightlineError('OUT_OF_MEMORY', 'There was no memory for the picture.', { cause: error });
  const why = /timeout/i.test(message)
    ? `It was not decoded in ${limits.decodeS} s.`
    : whyUndecodable(message);
  return new FlightlineError('INVALID_INPUT', why, { cause: error });
}
