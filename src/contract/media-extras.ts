/**
 * What the engine mediaextras makes of a picture or video once it is in the library: a larger view, the text that can be read
 * in it, a moving clip. Jobs of their own at low priority, so that none of it keeps an asset from being ready.
 *
 * Files leave the engine as derived files, as those of the allocator do.
 */
import { z } from 'zod';
import { DerivedFile } from './allocator';

export const extraParts = ['large', 'text', 'clip'] as const;
export const ExtraPart = z.enum(extraParts);
export type ExtraPart = z.output<typeof ExtraPart>;

export const ExtrasOptions = z
  .strictObject({
    part: ExtraPart.default('text').describe(
      'What is made: a larger view, the text in the picture, or a clip of a video.',
    ),
    maxMegapixels: z
      .number()
      .min(1)
      .max(268)
      .default(100)
      .describe('Pictures with more are not decoded (megapixels).'),
  })
  .describe('What is made of a picture or video beside its preview.');
export type ExtrasOptions = z.output<typeof ExtrasOptions>;

/** A line of text as it was read. */
export const TextLine = z.object({
  text: z.string(),
  /** 0..1, mean over its characters. */
  confidence: z.number(),
  /** Its middle, as shares of width and height. */
  x: z.number(),
  y: z.number(),
  /** Of the frame; 0 for a picture. */
  atMs: z.number().int(),
});
export type TextLine = z.output<typeof TextLine>;

export const ExtrasOutput = z.object({
  part: ExtraPart,
  /** Null: none is needed, as the preview is as large as the picture, or only text was wanted. */
  file: DerivedFile.nullable(),
  /** In reading order; of a video each line once. */
  lines: z.array(TextLine),
});
export type ExtrasOutput = z.output<typeof ExtrasOutput>;
