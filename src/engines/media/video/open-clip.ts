/** Some seconds of a video in motion: pictures at even steps, small. */
import type { VideoFrame as DecodedFrame } from '@napi-rs/webcodecs';
import type { FileRef } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import type { MediaType } from '../intake/media-type';
import { openPicture } from '../picture/open-picture';
import type { SmallPicture } from '../picture/small-picture';
import { withContainer } from './container';
import { playWithFfmpeg } from './ffmpeg';
import type { VideoContext } from './opened-video';
import { pictureOf, videoTrack } from './web-codecs';

export interface ClipWish {
  mostPx: number;
  stepMs: number;
  /** Pictures at most. */
  most: number;
  /** Share of the video at which it begins; by ffmpeg it is the beginning, as a pipe cannot be wound forward. */
  from: number;
}

export interface ClipFrame {
  picture: SmallPicture;
  /** Until the next one. */
  lastsMs: number;
}

/** Frames that wait to be made small; each holds a whole decoded picture. */
const mostPending = 3;

/** At least one. @throws FlightlineError `INVALID_INPUT`; the signal's reason */
export async function openClip(
  ctx: VideoContext,
  file: FileRef,
  { found, ...wish }: ClipWish & { found: MediaType },
): Promise<ClipFrame[]> {
  if (found.opener === 'video')
    try {
      return await playWithWebCodecs(ctx, file, wish);
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (error instanceof FlightlineError && error.code !== 'INVALID_INPUT') throw error;
    }
  const jpegs = await playWithFfmpeg(ctx, file, { ...wish, found });
  const options = { maxMegapixels: 100, mostPx: wish.mostPx, signal: ctx.signal };
  const pictures = await Promise.all(
    jpegs.map(async (jpeg) => ({ picture: (await openPicture(jpeg, options)).small, lastsMs: wish.stepMs })),
  );
  if (pictures.length === 0) throw new FlightlineError('INVALID_INPUT', 'No frame of it could be decoded.');
  return pictures;
}

function playWithWebCodecs(ctx: VideoContext, file: FileRef, wish: ClipWish): Promise<ClipFrame[]> {
  return withContainer(ctx, file, async ({ bunny, input }) => {
    const { track } = await videoTrack(input);
    const config = await track.getDecoderConfig();
    if (!config) throw new FlightlineError('INVALID_INPUT', 'Its video codec is not known here.');
    const firstS = Math.max(0, await track.getFirstTimestamp());
    const endS = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
    const sink = new bunny.EncodedPacketSink(track);
    const start = firstS + wish.from * Math.max(0, endS - firstS);
    let packet = (await sink.getKeyPacket(start)) ?? (await sink.getFirstKeyPacket());
    if (!packet) throw new FlightlineError('INVALID_INPUT', 'It has no key frame.');
    const { VideoDecoder, EncodedVideoChunk } = await import('@napi-rs/webcodecs');
    const rotation = await track.getRotation();
    const beganS = packet.timestamp;
    const waiting: DecodedFrame[] = [];
    const pictures: { picture: SmallPicture; atS: number }[] = [];
    const problem: { error: Error | null } = { error: null };
    let nextS = beganS;
    const decoder = new VideoDecoder({
      output(frame) {
        const atS = frame.timestamp / 1e6;
        if (atS + 1e-4 < nextS || pictures.length + waiting.length >= wish.most) return frame.close();
        nextS = Math.max(nextS + wish.stepMs / 1000, atS);
        waiting.push(frame);
      },
      error: (error) => (problem.error = error),
    });
    const shrinkWaiting = async () => {
      for (let frame = waiting.shift(); frame; frame = waiting.shift())
        try {
          pictures.push({
            picture: await pictureOf(frame, rotation, wish.mostPx),
            atS: frame.timestamp / 1e6,
          });
        } finally {
          frame.close();
        }
    };
    try {
      decoder.configure({ ...config, hardwareAcceleration: 'prefer-software' });
      const untilS = beganS + (wish.most * wish.stepMs) / 1000;
      for (; packet && packet.timestamp < untilS; packet = await sink.getNextPacket(packet)) {
        ctx.signal.throwIfAborted();
        if (problem.error || pictures.length >= wish.most) break;
        const { type, data, microsecondTimestamp: timestamp, microsecondDuration: duration } = packet;
        decoder.decode(new EncodedVideoChunk({ type, timestamp, duration, data }));
        while (decoder.decodeQueueSize > mostPending && !problem.error) await dequeued(decoder);
        if (waiting.length >= mostPending) await shrinkWaiting();
      }
      if (!problem.error) await decoder.flush();
      await shrinkWaiting();
    } finally {
      waiting.forEach((frame) => frame.close());
      if (decoder.state !== 'closed') decoder.close();
    }
    if (pictures.length === 0)
      throw problem.error ?? new FlightlineError('INVALID_INPUT', 'No frame of it could be decoded.');
    return pictures.map(({ picture, atS }, k) => {
      const next = pictures[k + 1];
      return { picture, lastsMs: next ? Math.round((next.atS - atS) * 1000) : wish.stepMs };
    });
  });
}

/** Whichever comes first: the decoder has taken one, or a moment has passed. */
function dequeued(decoder: { ondequeue: unknown }): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 20);
    decoder.ondequeue = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
