/** What opening a video gives, whoever opens it. */
import type { VideoFacts } from '#contract/allocator';
import type { BlobReader, EngineLog } from '#contract/engine';
import type { OwnWords } from '../metadata/read-metadata';
import type { SmallPicture } from '../picture/small-picture';

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
