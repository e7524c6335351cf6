/** Previews again from the blob, for when the derived files are gone; and the result as JSON. */
import type { AllocatorOptions, AllocatorOutput } from '#contract/allocator';
import type { EngineView, ViewContext } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { isVideo } from '../media/intake/file-rules';
import { sniffed } from '../media/intake/sniffed';
import { encoded, fitting, thumbnailPx } from '../media/picture/looks';
import { openStill } from '../media/picture/open-still';
import type { SmallPicture } from '../media/picture/small-picture';
import { resized } from '../media/picture/small-picture';
import { openVideo } from '../media/video/open-video';

type View = EngineView<AllocatorOptions, AllocatorOutput>;

/** Whoever asks for a view cannot call it off. */
const { signal } = new AbortController();

async function picture(
  ctx: ViewContext,
  { file, options, output }: Parameters<View>[1],
): Promise<SmallPicture> {
  const found = await sniffed(ctx, file);
  if (!isVideo(found)) {
    const bytes = await ctx.blobs.read(file.sha256);
    return (await openStill(bytes, found, { maxMegapixels: options.maxMegapixels, signal })).small;
  }
  const { frames } = await openVideo({ ...ctx, signal }, file, found);
  const wanted = output.video?.frames.find(({ phash }) => phash === output.fingerprint.phash)?.atMs;
  const frame = frames.find(({ atMs }) => atMs === wanted) ?? frames[0];
  if (!frame) throw new FlightlineError('INVALID_INPUT', 'The video has no frame that can be shown.');
  return frame.picture;
}

const preview: View = async (ctx, input) => {
  const { bytes, facts } = await encoded(await picture(ctx, input), 'preview');
  return { mediaType: facts.mediaType, suffix: '.preview.jpg', body: bytes };
};

const thumbnail: View = async (ctx, input) => {
  const large = await picture(ctx, input);
  const small = await resized(large, { ...fitting(large, thumbnailPx), fit: 'fill' });
  const { bytes, facts } = await encoded(small, 'thumbnail');
  return { mediaType: facts.mediaType, suffix: '.thumbnail.jpg', body: bytes };
};

export const views: Record<string, View> = {
  json: async (_, { output }) => ({
    mediaType: 'application/json',
    suffix: '.asset.json',
    body: JSON.stringify(output),
  }),
  thumbnail,
  preview,
};
