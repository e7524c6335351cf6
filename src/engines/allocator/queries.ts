/** What the gateway asks at once: a vector of a picture that is only looked for, or of words. */
import { EmbedImageInput, EmbedTextInput } from '#contract/allocator';
import type { Embedded } from '#contract/allocator';
import type { EngineQuery, QueryContext } from '#contract/engine';
import { engineQuery } from '#contract/engine';
import { FlightlineError } from '#contract/errors';
import { openModel } from './embedding/models';
import { isVideo } from '../media/intake/file-rules';
import { mediaTypeOf } from '../media/intake/media-type';
import { lookAt } from '../media/picture/looks';
import { openStill } from '../media/picture/open-still';
import { packVector } from './vector';

const maxMegapixels = 100;

/** @throws FlightlineError `UNKNOWN_TYPE`, `INVALID_INPUT`, `MODEL_MISSING` */
async function embedImage(ctx: QueryContext, { image, model: id }: EmbedImageInput): Promise<Embedded> {
  const bytes = Buffer.from(image, 'base64');
  const found = mediaTypeOf(bytes.subarray(0, 64 * 1024));
  if (!found || isVideo(found))
    throw new FlightlineError('UNKNOWN_TYPE', 'Only a picture can be looked for by its looks.');
  const { small } = await openStill(bytes, found, { maxMegapixels, signal: ctx.signal });
  const { tensor, fingerprint } = await lookAt(small);
  const model = await openModel(ctx, id);
  return { vector: packVector(await model.embedImage(tensor)), phash: fingerprint.phash };
}

/** @throws FlightlineError `INVALID_INPUT` when the model knows no words, `MODEL_MISSING` */
async function embedText(ctx: QueryContext, { text, model: id }: EmbedTextInput): Promise<Embedded> {
  const { embedText: embed, facts } = await openModel(ctx, id);
  if (!embed)
    throw new FlightlineError(
      'INVALID_INPUT',
      `${facts.title} knows no words: install a CLIP model to search by text.`,
    );
  return { vector: packVector(await embed(text)), phash: null };
}

export const queries: Record<string, EngineQuery> = {
  embedImage: engineQuery(
    'The vector of a picture, to look for others like it.',
    EmbedImageInput,
    embedImage,
  ),
  embedText: engineQuery('The vector of words, with a model that knows any.', EmbedTextInput, embedText),
};
