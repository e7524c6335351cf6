/**
 * Videos by the system's ffmpeg, where there is one: old containers and rare codecs. It gets the bytes through a pipe and is
 * told which container they are, and which protocols there are (none but that pipe): a file that names others opens none.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { BlobReader, FileRef } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { limits } from '../intake/limits';
import type { MediaType } from '../intake/media-type';
import { captureTimeOfName } from '../metadata/capture-time';
import { openPicture } from '../picture/open-picture';
import { previewPx } from '../picture/small-picture';
import { whyNoFrame } from './ffmpeg-words';
import { pictureStream } from './picture-stream';
import type { OpenedVideo, VideoContext } from './opened-video';
import { frameShares } from './opened-video';

const demuxers: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/3gpp': 'mov',
  'video/webm': 'matroska',
  'video/x-matroska': 'matroska',
  'video/mp2t': 'mpegts',
  'video/mpeg': 'mpeg',
  'video/x-msvideo': 'avi',
  'video/x-flv': 'flv',
  'video/x-ms-asf': 'asf',
};
/** Its own copy of what comes through the pipe lies in the temporary folder. */
const mostBytes = 4 * 1024 * 1024 * 1024;
const mostMs = 60_000;
/** Key frames that are kept to choose from; all of them are looked at. */
const mostFrames = 400;
const pieceBytes = 1024 * 1024;

/** @throws FlightlineError `INVALID_INPUT`; the signal's reason */
export async function readWithFfmpeg(
  ctx: VideoContext,
  file: FileRef,
  found: MediaType,
): Promise<OpenedVideo> {
  const demuxer = demuxerOf(file, found);
  const { log, pictures } = await run(keyFrameArguments(demuxer), ctx, file);
  if (pictures.length === 0) throw new FlightlineError('INVALID_INPUT', whyNoFrame(log));
  const facts = factsOf(log);
  if (facts.width * facts.height > limits.videoPixels)
    throw new FlightlineError('INVALID_INPUT', `Its frames have ${facts.width} x ${facts.height} pixels.`);
  const times = [...log.matchAll(/pts_time:(-?[\d.]+)/g)].map(([, time]) => Number(time));
  const durationS = facts.durationS ?? times.at(-1) ?? 0;
  const chosen = new Set(frameShares.map((share) => Math.floor(share * pictures.length)));
  const options = { maxMegapixels: 100, signal: ctx.signal };
  const frames = await Promise.all(
    [...chosen].map(async (index) => ({
      atMs: Math.max(0, Math.round((times[index] ?? 0) * 1000)),
      picture: (await openPicture(pictures[index] as Buffer, options)).small,
    })),
  );
  const { width, height, frameRate, videoCodec, audioCodec } = facts;
  return {
    mediaType: found.mediaType,
    width,
    height,
    facts: { durationS, frameRate, videoCodec, audioCodec, container: demuxer },
    frames,
    words: {
      captured: captureTimeOfName(file.fileName),
      gps: null,
      camera: null,
      texts: [],
      notes: ['Read by ffmpeg.'],
    },
  };
}

/** Pictures of the first seconds, `stepMs` apart. @throws FlightlineError `INVALID_INPUT`; the signal's reason */
export async function playWithFfmpeg(
  ctx: VideoContext,
  file: FileRef,
  { found, mostPx, stepMs, most }: { found: MediaType; mostPx: number; stepMs: number; most: number },
): Promise<Buffer[]> {
  const filter = `fps=1000/${stepMs},${fittingFilter(mostPx)}`;
  const args = [...safeInput(demuxerOf(file, found), []), '-vf', filter, '-frames:v', String(most)];
  return (await run([...args, ...asJpegs], ctx, file)).pictures;
}

function demuxerOf(file: FileRef, { mediaType }: MediaType): string {
  const demuxer = demuxers[mediaType];
  if (!demuxer) throw new FlightlineError('INVALID_INPUT', 'It is of no container that is read here.');
  if (file.sizeBytes > mostBytes)
    throw new FlightlineError('INVALID_INPUT', 'It is too large to be read by ffmpeg (over 4 GiB).');
  return demuxer;
}

const fittingFilter = (mostPx: number) =>
  `scale=w='min(${mostPx},iw)':h='min(${mostPx},ih)':force_original_aspect_ratio=decrease`;

const asJpegs = ['-c:v', 'mjpeg', '-q:v', '4', '-f', 'image2pipe', 'pipe:1'];

function safeInput(demuxer: string, decoding: readonly string[]): string[] {
  return [
    ...['-hide_banner', '-nostats', '-loglevel', 'info', '-threads', '1'],
    // The cache lets it go back to what it has read, as an index at the end of the file needs.
    ...['-protocol_whitelist', 'cache,pipe', '-format_whitelist', demuxer, '-f', demuxer],
    ...[...decoding, '-i', 'cache:pipe:0', '-an', '-sn', '-dn', '-map', '0:v:0'],
  ];
}

function keyFrameArguments(demuxer: string): string[] {
  return [
    ...safeInput(demuxer, ['-skip_frame', 'nokey']),
    ...['-vf', `${fittingFilter(previewPx)},showinfo=checksum=0`],
    ...['-fps_mode', 'passthrough', '-frames:v', String(mostFrames), ...asJpegs],
  ];
}

async function run(
  args: string[],
  ctx: VideoContext,
  file: FileRef,
): Promise<{ log: string; pictures: Buffer[] }> {
  const child = spawn('ffmpeg', args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: mostMs,
    killSignal: 'SIGKILL',
  });
  const stop = () => child.kill('SIGKILL');
  ctx.signal.addEventListener('abort', stop, { once: true });
  const missing = once(child, 'error').then(([error]) => {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new FlightlineError(
      'INVALID_INPUT',
      gone
        ? 'Its container or codec needs ffmpeg, which is not installed.'
        : `ffmpeg: ${(error as Error).message}.`,
      { cause: error },
    );
  });
  missing.catch(() => undefined);
  try {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-512 * 1024)));
    child.stdin.on('error', () => undefined); // it has seen enough and closed its end
    const closed = once(child, 'close');
    const [pictures] = await Promise.race([
      Promise.all([pictureStream(child.stdout, mostFrames), closed, feed(child.stdin, ctx, file)]),
      missing,
    ]);
    ctx.signal.throwIfAborted();
    return { log, pictures };
  } finally {
    ctx.signal.removeEventListener('abort', stop);
    stop();
  }
}

async function feed(input: NodeJS.WritableStream, { blobs }: VideoContext, file: FileRef): Promise<void> {
  for await (const piece of piecesOf(blobs, file)) {
    if (!input.writable) return;
    if (!input.write(piece))
      await new Promise<void>((resolve) => {
        const go = () => {
          input.off('drain', go).off('close', go);
          resolve();
        };
        input.on('drain', go).on('close', go);
      });
  }
  input.end();
}

async function* piecesOf(blobs: BlobReader, { sha256, sizeBytes }: FileRef): AsyncGenerator<Uint8Array> {
  if (!blobs.part) {
    yield await blobs.read(sha256);
    return;
  }
  for (let at = 0; at < sizeBytes; at += pieceBytes)
    yield await blobs.part(sha256, at, Math.min(sizeBytes, at + pieceBytes));
}

/** What it says of the input, above the frames. */
function factsOf(log: string) {
  const duration = /Duration: (\d+):(\d\d):(\d\d\.\d+)/.exec(log);
  const video = /Stream #0:\d+.*?: Video: (\w+).*?, (\d+)x(\d+)/.exec(log);
  const frameRate = /, ([\d.]+) fps/.exec(log)?.[1];
  return {
    durationS: duration ? Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3]) : null,
    videoCodec: video?.[1] ?? null,
    width: Number(video?.[2] ?? 0),
    height: Number(video?.[3] ?? 0),
    frameRate: frameRate === undefined ? null : Number(frameRate),
    audioCodec: /Stream #0:\d+.*?: Audio: (\w+)/.exec(log)?.[1] ?? null,
  };
}
