/**
 * Containers of videos by mediabunny. It opens neither files nor addresses: bytes come from the blob alone, and formats are
 * named one by one, since playlists would name other files.
 */
import type * as Mediabunny from 'mediabunny';
import type { FileRef } from '#contract/engine';
import { FlightlineError, messageOf } from '#contract/errors';
import type { VideoContext } from './opened-video';
import { watchReads } from './watch-reads';
import { within } from './within';

const decodeMs = 30_000;

export interface Container {
  bunny: typeof Mediabunny;
  input: Mediabunny.Input;
}

/** @throws FlightlineError `INVALID_INPUT` for what it has to say of the file; the signal's reason */
export async function withContainer<T>(
  ctx: VideoContext,
  file: FileRef,
  work: (container: Container) => Promise<T>,
): Promise<T> {
  const bunny = await import('mediabunny');
  // What it has to say of a file comes as an error as well.
  bunny.Logging.level = bunny.LogLevel.Silent;
  const input = new bunny.Input({
    source: await sourceOf(bunny, ctx, file),
    formats: [bunny.MP4, bunny.QTFF, bunny.MATROSKA, bunny.WEBM, bunny.MPEG_TS],
  });
  try {
    return await within(decodeMs, ctx.signal, work({ bunny, input }));
  } catch (error) {
    if (error instanceof FlightlineError || ctx.signal.aborted) throw error;
    throw new FlightlineError('INVALID_INPUT', asSentence(messageOf(error)), { cause: error });
  } finally {
    input.dispose();
  }
}

const asSentence = (message: string) => (message.endsWith('.') ? message : `${message}.`);

async function sourceOf(
  { CustomSource }: typeof Mediabunny,
  { blobs }: VideoContext,
  { sha256, sizeBytes }: FileRef,
) {
  if (blobs.part) {
    const part = blobs.part.bind(blobs);
    return watchReads(
      new CustomSource({
        getSize: () => sizeBytes,
        read: (start, end) => part(sha256, start, end),
        prefetchProfile: 'fileSystem',
      }),
      decodeMs,
    );
  }
  const bytes = await blobs.read(sha256);
  return watchReads(
    new CustomSource({ getSize: () => bytes.length, read: (start, end) => bytes.subarray(start, end) }),
    decodeMs,
  );
}
