/** The type of a stored file, by its first bytes. */
import type { FileRef, RunContext } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { MediaType } from './media-type';
import { mediaTypeOf } from './media-type';

/** As much as intake sees. */
const headBytes = 64 * 1024;

/** @throws FlightlineError `EMPTY_FILE`, `UNKNOWN_TYPE` */
export async function sniffed({ blobs }: Pick<RunContext, 'blobs'>, file: FileRef): Promise<MediaType> {
  if (file.sizeBytes === 0) throw new FlightlineError('EMPTY_FILE', `${file.fileName} is empty.`);
  const head = blobs.part
    ? await blobs.part(file.sha256, 0, headBytes)
    : (await blobs.read(file.sha256)).subarray(0, headBytes);
  const found = mediaTypeOf(head);
  if (!found)
    throw new FlightlineError(
      'UNKNOWN_TYPE',
      `${file.fileName} is neither a picture nor a video, whatever its name says.`,
    );
  return found;
}
