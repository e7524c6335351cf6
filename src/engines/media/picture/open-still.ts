/** Opens a picture by what its content is. */
import { FlightlineError } from '#contract/errors';
import type { MediaType } from '../intake/media-type';
import { embeddedJpeg } from './embedded-jpeg';
import { openHeif } from './open-heif';
import type { OpenedPicture, OpenOptions } from './open-picture';
import { openPicture } from './open-picture';

/** @throws FlightlineError `INVALID_INPUT`, `OUT_OF_MEMORY` */
export async function openStill(
  bytes: Uint8Array,
  { opener }: MediaType,
  options: OpenOptions,
): Promise<OpenedPicture> {
  if (opener === 'heif') return openHeif(bytes, options);
  if (opener !== 'raw') return openPicture(bytes, options);
  const jpeg = embeddedJpeg(bytes);
  if (!jpeg)
    throw new FlightlineError(
      'INVALID_INPUT',
      'The raw file holds no JPEG to show; sensor data is not developed.',
    );
  const opened = await openPicture(jpeg, options);
  // Its own EXIF block is the raw file's first directory; the JPEG inside often has less.
  return {
    ...opened,
    metadata: { ...opened.metadata, exif: opened.metadata.exif ?? bytes.subarray(0, 1024 * 1024) },
  };
}
