/** Opens a video: facts of its container, and a handful of its key frames. */
import type { VideoFacts } from '#contract/allocator';
import type { BlobReader, EngineLog, FileRef } from '#contract/engine';
import { FlightlineError, messageOf } from '#contract/errors';
import type { MediaType } from '../intake/media-type';
import type { OwnWords } from '../metadata/read-metadata';
import type { SmallPicture } from '../picture/small-picture';
import { readWithFfmpeg } from './ffmpeg';
import { readWithWebCodecs } from './web-codecs';

export interface VideoFrame {
  atMs: number;
  picture: SmallPicture;
}

export interface OpenedVideo {
  mediaType: string;
  /** As shown. */
  width: number;
  height: number;
  facts: Omit<VideoFacts, 'frames'>;
  /** At least one, in order of time. */
  frames: VideoFrame[];
  words: OwnWords;
}

export interface VideoContext {
  blobs: BlobReader;
  signal: AbortSignal;
  log?: EngineLog;
}

/** Where in the video its frames are taken: not at the ends, which are often black. */
export const frameShares = [0.1, 0.3, 0.5, 0.7, 0.9] as const;

/** @throws FlightlineError `INVALID_INPUT` when no frame can be decoded; the signal's reason */
export async function openVideo(ctx: VideoContext, file: FileRef, found: MediaType): Promise<OpenedVideo> {
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
