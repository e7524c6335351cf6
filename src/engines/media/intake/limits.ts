/** What a media file may ask of the machine. Headers are checked against it before anything is decoded. */
import { FlightlineError } from '#contract/errors';

const MiB = 1024 * 1024;

export const limits = {
  pictureBytes: 512 * MiB,
  videoBytes: 64 * 1024 * MiB,
  sidePx: 32_768,
  /** Pages of a TIFF, frames of an animation. */
  pages: 2_000,
  /** What is held of a picture that cannot be decoded line by line: interlaced, or in tiles. */
  wholeBytes: 200 * MiB,
  exifBytes: 1 * MiB,
  xmpBytes: 1 * MiB,
  decodeS: 20,
  /** Of one frame of a video. */
  videoPixels: 8192 * 8192,
} as const;

export interface PictureSize {
  width: number;
  height: number;
  pages: number;
  /** Bytes of a pixel while it is decoded, when the whole picture must be held at once; null when lines suffice. */
  heldBytesPerPixel: number | null;
}

/** @throws FlightlineError `INVALID_INPUT` with the figure that is too large */
export function refuseBomb(
  { width, height, pages, heldBytesPerPixel }: PictureSize,
  maxMegapixels: number,
): void {
  const size = `${width} x ${height} pixels`;
  if (width < 1 || height < 1) throw refusal(`The picture has ${size}.`);
  if (Math.max(width, height) > limits.sidePx)
    throw refusal(`The picture has ${size}; a side may have ${limits.sidePx}.`);
  if (width * height > maxMegapixels * 1e6)
    throw refusal(
      `The picture has ${size}; more than ${maxMegapixels} megapixels are not decoded (option maxMegapixels).`,
    );
  refuseFrames(pages);
  const heldMiB = (width * height * (heldBytesPerPixel ?? 0)) / MiB;
  if (heldMiB * MiB > limits.wholeBytes)
    throw refusal(
      `The picture of ${size} cannot be decoded line by line and would take ${Math.round(heldMiB)} MiB; save it without interlacing.`,
    );
}

/** @throws FlightlineError `INVALID_INPUT` */
export function refuseFrames(count: number): void {
  if (count > limits.pages) throw refusal(`The picture has more than ${limits.pages} pages or frames.`);
}

function refusal(message: string): FlightlineError {
  return new FlightlineError('INVALID_INPUT', message);
}
