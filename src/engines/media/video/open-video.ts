/** Opens a video: facts of its container, and a handful of its key frames. */
import type { FileRef } from '#contract/engine';
import { FlightlineError, messageOf } from '#contract/errors';
import type { MediaType } from '../intake/media-type';
import { readWithFfmpeg } from './ffmpeg';
import { mayHaveMovie } from './has-movie';
import type { OpenedVideo, VideoContext } from './opened-video';
import { readWithWebCodecs } from './web-codecs';

/** @throws FlightlineError `INVALID_INPUT` when no frame can be decoded; the signal's reason */
export async function openVideo(ctx: VideoContext, file: FileRef, found: MediaType): Promise<OpenedVideo> {
  if (!(await mayHaveMovie(ctx, file, found)))
    throw new FlightlineError('INVALID_INPUT', 'The video cannot be read: it holds no movie.');
  let own: unknown = null;
  if (found.opener === 'video') {
    try {
      return await readWithWebCodecs(ctx, file, found);
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (error instanceof FlightlineError && error.code !== 'INVALID_INPUT') throw error;
      own = error;
    }
  }
  try {
    return await readWithFfmpeg(ctx, file, found);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (error instanceof FlightlineError && error.code !== 'INVALID_INPUT') throw error;
    const reasons = [own, error].filter((reason) => reason !== null).map(messageOf);
    throw new FlightlineError('INVALID_INPUT', `The video cannot be read: ${reasons.join(' ')}`, {
      cause: error,
    });
  }
}
