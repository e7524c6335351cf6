/**
 * Containers of videos by mediabunny. It opens neither files nor addresses: bytes come from the blob alone, and formats are
 * named one by one, since playlists would name other files.
 */
import type * as Mediabunny from 'mediabunny';
import type { FileRef } from '#contract/engine';
import { FlightlineError, messageOf } from '#contract/errors';
import type { VideoContext } from './opened-video';
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
    return endingReads(
      new CustomSource({
        getSize: () => sizeBytes,
        read: (start, end) => part(sha256, start, end),
        prefetchProfile: 'fileSystem',
      }),
    );
  }
  const bytes = await blobs.read(sha256);
  return endingReads(
    new CustomSource({ getSize: () => bytes.length, read: (start, end) => bytes.subarray(start, end) }),
  );
}

/** Nobody reads the same bytes so often in a row who gets any further. */
const mostSameReads = 1000;

/**
 * mediabunny's search for the next sound element of a Matroska file (`resync` in ebml.js) asks for the last eight bytes for ever
 * when there is none, without giving way: no timer of ours would end it.
 */
function endingReads<T extends Mediabunny.Source>(source: T): T {
  const inner = source as unknown as { _read(start: number, end: number, ...more: unknown[]): unknown };
  const read = inner._read.bind(source);
  let last = '';
  let same = 0;
  inner._read = (start, end, ...more) => {
    const range = `${start}-${end}`;
    same = range === last ? same + 1 : 0;
    last = range;
    if (same > mostSameReads) throw new FlightlineError('INVALID_INPUT', 'Its clusters are damaged.');
    return read(start, end, ...more);
  };
  return source;
}
