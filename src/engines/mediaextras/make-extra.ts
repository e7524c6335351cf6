/** One wish from bytes to result. */
import type { RunContext, RunInput } from '#contract/engine';
import type { ExtrasOptions, ExtrasOutput, TextLine } from '#contract/media-extras';
import { isVideo } from '../media/intake/file-rules';
import type { MediaType } from '../media/intake/media-type';
import { sniffed } from '../media/intake/sniffed';
import type { Preview } from '../media/picture/looks';
import { describedFile, encoded } from '../media/picture/looks';
import { openStill } from '../media/picture/open-still';
import { previewPx } from '../media/picture/small-picture';
import { openClip } from '../media/video/open-clip';
import { openVideo } from '../media/video/open-video';
import { encodedClip } from './encoded-clip';
import { readText } from './ocr/read-text';

type Input = RunInput<ExtrasOptions>;
type Context = Pick<RunContext, 'blobs' | 'signal' | 'resourcesDir'>;

/** Fills a window on a common screen; libraries of this kind settled on it. */
const largePx = 1440;
/** Text that is smaller than some 12 pixels here is not read; more pixels cost time as their number grows. */
const textPx = 1600;
/** Three seconds of motion, as large as a tile. */
const clip = { mostPx: 320, stepMs: 125, most: 24, from: 0.3 } as const;

/** @throws FlightlineError `EMPTY_FILE`, `UNKNOWN_TYPE`, `INVALID_INPUT`, `OUT_OF_MEMORY`, and the signal's reason */
export async function makeExtra(ctx: RunContext, input: Input): Promise<ExtrasOutput> {
  ctx.signal.throwIfAborted();
  const { part } = input.options;
  const found = await sniffed(ctx, input.file);
  if (part === 'text') return { part, file: null, lines: await textOf(ctx, input, found) };
  const made = await (part === 'large' ? largeView : movingClip)(ctx, input, found);
  if (made) await ctx.derived.write(input.file.sha256, made.facts.name, made.bytes);
  ctx.log.info('mediaextras.done', { part, bytes: made?.bytes.length ?? 0 });
  return { part, file: made?.facts ?? null, lines: [] };
}

/** Null when the preview shows all there is. */
export async function largeView(
  ctx: Context,
  { file, options }: Input,
  found: MediaType,
): Promise<Preview | null> {
  if (isVideo(found)) return null;
  const bytes = await ctx.blobs.read(file.sha256);
  const { maxMegapixels } = options;
  const { small } = await openStill(bytes, found, { maxMegapixels, mostPx: largePx, signal: ctx.signal });
  return Math.max(small.width, small.height) <= previewPx ? null : encoded(small, 'large');
}

/** Null for what does not move. */
export async function movingClip(ctx: Context, { file }: Input, found: MediaType): Promise<Preview | null> {
  if (!isVideo(found)) return null;
  const frames = await openClip(ctx, file, { ...clip, found });
  return frames.length < 2
    ? null
    : describedFile(await encodedClip(frames), {
        name: 'clip',
        mediaType: 'image/webp',
        width: frames[0]?.picture.width ?? 0,
        height: frames[0]?.picture.height ?? 0,
      });
}

async function textOf(ctx: RunContext, { file, options }: Input, found: MediaType): Promise<TextLine[]> {
  if (!isVideo(found)) {
    const bytes = await ctx.blobs.read(file.sha256);
    const { maxMegapixels } = options;
    const { small } = await openStill(bytes, found, { maxMegapixels, mostPx: textPx, signal: ctx.signal });
    return (await readText(ctx, small)).map((line) => ({ ...line, atMs: 0 }));
  }
  const { frames } = await openVideo(ctx, file, found);
  const seen = new Set<string>();
  const lines: TextLine[] = [];
  for (const { atMs, picture } of frames)
    for (const line of await readText(ctx, picture))
      if (!seen.has(line.text)) {
        seen.add(line.text);
        lines.push({ ...line, atMs });
      }
  return lines;
}
