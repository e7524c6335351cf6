/** One file from bytes to result. */
import type { AllocatorOptions, AllocatorOutput, Embedding } from '#contract/allocator';
import type { RunContext, RunInput } from '#contract/engine';
import { openModel } from './embedding/models';
import type { EmbeddingProvider } from './embedding/provider';
import { inTwos } from '../media/in-twos';
import { isVideo } from '../media/intake/file-rules';
import type { MediaType } from '../media/intake/media-type';
import { sniffed } from '../media/intake/sniffed';
import { readMetadata } from '../media/metadata/read-metadata';
import type { Looks } from '../media/picture/looks';
import { lookAt, previewsOf } from '../media/picture/looks';
import type { SmallPicture } from '../media/picture/small-picture';
import { openStill } from '../media/picture/open-still';
import { packVector } from './vector';
import { openVideo } from '../media/video/open-video';

/**
 * @throws FlightlineError `EMPTY_FILE`, `UNKNOWN_TYPE`, `INVALID_INPUT` for what is damaged or too large, `MODEL_MISSING`,
 * and the signal's reason
 */
export async function processAsset(
  ctx: RunContext,
  { file, options }: RunInput<AllocatorOptions>,
): Promise<AllocatorOutput> {
  ctx.signal.throwIfAborted();
  const found = await sniffed(ctx, file);
  const output = isVideo(found)
    ? await processVideo(ctx, { file, options }, found)
    : await processPicture(ctx, { file, options }, found);
  ctx.progress(1);
  ctx.log.info('allocator.done', { mediaType: output.mediaType, width: output.width, height: output.height });
  return output;
}

async function processPicture(
  ctx: RunContext,
  { file, options }: RunInput<AllocatorOptions>,
  found: MediaType,
): Promise<AllocatorOutput> {
  const bytes = await ctx.blobs.read(file.sha256);
  const opened = await openStill(bytes, found, { maxMegapixels: options.maxMegapixels, signal: ctx.signal });
  ctx.progress(0.5);
  const words = await readMetadata(opened.metadata, file.fileName);
  const looks = await lookAt(opened.small);
  ctx.progress(0.8);
  const model = await openModel(ctx, options.model);
  ctx.signal.throwIfAborted();
  return {
    ...words,
    kind: 'image',
    sha256: file.sha256,
    sizeBytes: file.sizeBytes,
    mediaType: found.mediaType,
    width: opened.width,
    height: opened.height,
    orientation: opened.orientation,
    pages: opened.pages,
    video: null,
    ...(await leave(ctx, file.sha256, { looks, picture: opened.small })),
    embeddings: [await embeddingOf(model, looks.tensor, 0)],
  };
}

async function processVideo(
  ctx: RunContext,
  { file, options }: RunInput<AllocatorOptions>,
  found: MediaType,
): Promise<AllocatorOutput> {
  const opened = await openVideo(ctx, file, found);
  ctx.progress(0.6);
  const model = await openModel(ctx, options.model);
  const frames = await inTwos(opened.frames, async (frame) => {
    ctx.signal.throwIfAborted();
    const looks = await lookAt(frame.picture);
    return { ...frame, looks, embedding: await embeddingOf(model, looks.tensor, frame.atMs) };
  });
  const poster = frames.reduce((best, frame) =>
    frame.looks.sharpness > best.looks.sharpness ? frame : best,
  );
  return {
    ...opened.words,
    kind: 'video',
    sha256: file.sha256,
    sizeBytes: file.sizeBytes,
    mediaType: opened.mediaType,
    width: opened.width,
    height: opened.height,
    orientation: 1,
    pages: 1,
    video: {
      ...opened.facts,
      frames: frames.map(({ atMs, looks }) => ({ atMs, phash: looks.fingerprint.phash })),
    },
    ...(await leave(ctx, file.sha256, poster)),
    embeddings: frames.map(({ embedding }) => embedding),
  };
}

async function embeddingOf(
  model: EmbeddingProvider,
  tensor: Uint8Array,
  frameMs: number,
): Promise<Embedding> {
  const { id, dims } = model.facts;
  return { frameMs, model: id, dims, vector: packVector(await model.embedImage(tensor)) };
}

/** Writes the previews; what is left is for the result. */
async function leave(
  ctx: RunContext,
  sha256: string,
  { looks, picture }: { looks: Looks; picture: SmallPicture },
) {
  const { thumbhash, fingerprint, sharpness } = looks;
  const previews = await previewsOf(picture, looks);
  for (const { facts, bytes } of previews) await ctx.derived.write(sha256, facts.name, bytes);
  return { thumbhash, fingerprint, sharpness, previews: previews.map(({ facts }) => facts) };
}
