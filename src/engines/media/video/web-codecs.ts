/** Facts of a video's container and some of its key frames, by the decoders of @napi-rs/webcodecs. */
import type { VideoFrame as DecodedFrame } from '@napi-rs/webcodecs';
import type * as Mediabunny from 'mediabunny';
import type { FileRef } from '#contract/engine';
import { FlightlineError, messageOf } from '#contract/errors';
import { inTwos } from '../in-twos';
import { limits } from '../intake/limits';
import type { MediaType } from '../intake/media-type';
import { shrink } from '../picture/small-picture';
import { loadSharp } from '../picture/load-sharp';
import { containerWords } from './container-words';
import { withContainer } from './container';
import { frameRateOf } from './frame-rate';
import { movieDate } from './movie-date';
import { moviePlace } from './movie-place';
import type { OpenedVideo, VideoContext, VideoFrame } from './opened-video';
import { frameShares } from './opened-video';

/** @throws FlightlineError `INVALID_INPUT` */
export async function readWithWebCodecs(
  ctx: VideoContext,
  file: FileRef,
  found: MediaType,
): Promise<OpenedVideo> {
  return withContainer(ctx, file, ({ bunny, input }) => read({ bunny, input, ctx, file, found }));
}

interface Opening {
  bunny: typeof Mediabunny;
  input: Mediabunny.Input;
  ctx: VideoContext;
  file: FileRef;
  found: MediaType;
}

async function read({ bunny, input, ctx, file, found }: Opening): Promise<OpenedVideo> {
  const { track, width, height } = await videoTrack(input);
  const firstS = Math.max(0, await track.getFirstTimestamp());
  const endS = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
  const durationS = Math.max(0, endS - firstS);
  if (!Number.isFinite(durationS)) throw new FlightlineError('INVALID_INPUT', 'It has no duration.');
  const audio = await input.getPrimaryAudioTrack();
  const format = await input.getFormat();
  const frames = await decodeFrames(bunny, track, ctx, { firstS, durationS });
  if (frames.length === 0)
    throw new FlightlineError('INVALID_INPUT', 'It has no key frame that can be decoded.');
  const tags = await input.getMetadataTags().catch(() => ({}));
  return {
    mediaType: found.mediaType,
    width,
    height,
    facts: {
      durationS: Math.round(durationS * 1000) / 1000,
      frameRate: await frameRate(bunny, track),
      videoCodec: await track.getCodec(),
      audioCodec: audio ? await audio.getCodec() : null,
      container: format.name,
    },
    frames,
    words: containerWords(tags, file.fileName, {
      date: await movieDate(ctx, file),
      place: await moviePlace(ctx, file),
    }),
  };
}

/** @throws FlightlineError `INVALID_INPUT` when there is none, or its frames are too large */
export async function videoTrack(input: Mediabunny.Input) {
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new FlightlineError('INVALID_INPUT', 'It has no video track.');
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  if (width < 1 || height < 1 || width * height > limits.videoPixels)
    throw new FlightlineError('INVALID_INPUT', `Its frames have ${width} x ${height} pixels.`);
  return { track, width, height };
}

const ratedFrames = 50;

async function frameRate({ EncodedPacketSink }: typeof Mediabunny, track: Mediabunny.InputVideoTrack) {
  const sink = new EncodedPacketSink(track);
  const timesS: number[] = [];
  let packet = await sink.getFirstPacket({ metadataOnly: true });
  for (
    ;
    packet && timesS.length < ratedFrames;
    packet = await sink.getNextPacket(packet, { metadataOnly: true })
  )
    timesS.push(packet.timestamp);
  return frameRateOf(timesS, packet !== null);
}

async function decodeFrames(
  bunny: typeof Mediabunny,
  track: Mediabunny.InputVideoTrack,
  { signal }: VideoContext,
  { firstS, durationS }: { firstS: number; durationS: number },
): Promise<VideoFrame[]> {
  const config = await track.getDecoderConfig();
  if (!config) throw new FlightlineError('INVALID_INPUT', 'Its video codec is not known here.');
  const packets = await keyPackets(new bunny.EncodedPacketSink(track), { firstS, durationS });
  const { VideoDecoder, EncodedVideoChunk } = await import('@napi-rs/webcodecs');
  const rotation = await track.getRotation();
  const decodings = await inTwos(packets, async (packet): Promise<VideoFrame | Error | null> => {
    signal.throwIfAborted();
    // A decoder of its own for each: a damaged frame ends one, and the others are still shown.
    const decoded: DecodedFrame[] = [];
    let failure: Error | null = null;
    const decoder = new VideoDecoder({
      output: (frame) => void decoded.push(frame),
      error: (error) => (failure = error),
    });
    try {
      decoder.configure({ ...config, hardwareAcceleration: 'prefer-software' });
      const { data, microsecondTimestamp: timestamp, microsecondDuration: duration } = packet;
      decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp, duration, data }));
      await decoder.flush();
      const [frame] = decoded;
      if (!frame || failure) return failure;
      return {
        atMs: Math.max(0, Math.round((packet.timestamp - firstS) * 1000)),
        picture: await pictureOf(frame, rotation),
      };
    } catch (error) {
      signal.throwIfAborted();
      return error instanceof Error ? error : new Error(messageOf(error));
    } finally {
      decoded.forEach((frame) => frame.close());
      if (decoder.state !== 'closed') decoder.close();
    }
  });
  const frames = decodings.filter((one): one is VideoFrame => one !== null && !(one instanceof Error));
  const last = decodings.at(-1);
  if (frames.length === 0 && last instanceof Error) throw last;
  return frames;
}

/** The key frames at or before the wanted places; short videos have fewer. */
async function keyPackets(
  sink: Mediabunny.EncodedPacketSink,
  { firstS, durationS }: { firstS: number; durationS: number },
): Promise<Mediabunny.EncodedPacket[]> {
  const found = new Map<number, Mediabunny.EncodedPacket>();
  for (const share of frameShares) {
    const packet = await sink.getKeyPacket(firstS + share * durationS);
    if (packet) found.set(packet.timestamp, packet);
  }
  if (found.size === 0) {
    const first = await sink.getFirstKeyPacket();
    if (first) found.set(first.timestamp, first);
  }
  return [...found.values()].sort((a, b) => a.timestamp - b.timestamp);
}

/** @param mostPx of the longer side; missing: as large as a preview */
export async function pictureOf(frame: DecodedFrame, rotation: number, mostPx?: number) {
  const { codedWidth: width, codedHeight: height } = frame;
  const rgba = new Uint8Array(frame.allocationSize({ format: 'RGBA' }));
  await frame.copyTo(rgba, { format: 'RGBA' });
  if (rgba.length !== width * height * 4)
    throw new FlightlineError('INVALID_INPUT', 'A frame has another size than it says.');
  const sharp = await loadSharp();
  const rgb = opaque(rgba, width * height);
  return shrink(sharp(rgb, { raw: { width, height, channels: 3 } }).rotate(rotation), {
    hasAlpha: false,
    mostPx,
  });
}

/** A frame has no alpha; with four channels every pixel would be multiplied by it and divided again. */
function opaque(rgba: Uint8Array, pixels: number): Uint8Array {
  const rgb = rgba.subarray(0, pixels * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4) {
    rgb[to++] = rgba[from] as number;
    rgb[to++] = rgba[from + 1] as number;
    rgb[to++] = rgba[from + 2] as number;
  }
  return rgb;
}
