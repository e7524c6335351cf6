/** Search: words, pictures, examples for and against, filters; and why each thing was found. */
import { z } from 'zod';
import { AssetFilter, AssetId, AssetTile, TextSource } from './assets';

export const SearchMode = z.enum(['auto', 'visual', 'text']);
export type SearchMode = z.infer<typeof SearchMode>;

export const SearchRequest = z.strictObject({
  text: z.string().trim().max(300).optional(),
  /** Assets that the results shall resemble, and those they shall not. */
  like: z.array(AssetId).max(20).optional(),
  unlike: z.array(AssetId).max(20).optional(),
  /** A picture that is not in the library: what `media.look` answered for it. */
  picture: z.string().max(60).optional(),
  filter: AssetFilter.default({}),
  mode: SearchMode.default('auto'),
  /** Least cosine of visual results; missing: where unrelated pictures end, by the model. */
  minScore: z.number().min(-1).max(1).optional(),
  offset: z.number().int().min(0).max(10_000).default(0),
  limit: z.number().int().min(1).max(200).default(60),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

export const SearchReason = z.discriminatedUnion('by', [
  /** `share`: of unrelated pairs of pictures, how many are less alike, 0..1. */
  z.object({ by: z.literal('picture'), score: z.number(), share: z.number() }),
  z.object({ by: z.literal('clip'), score: z.number(), share: z.number() }),
  z.object({
    by: z.literal('words'),
    source: TextSource,
    excerpt: z.string().describe('The words found lie between the characters U+0001 and U+0002.'),
  }),
]);
export type SearchReason = z.infer<typeof SearchReason>;

export const SearchHit = AssetTile.extend({ score: z.number(), why: z.array(SearchReason).min(1) });
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = z.object({
  items: z.array(SearchHit),
  /** How many there are in all; `atLeast` when counting stopped there. */
  total: z.number().int(),
  atLeast: z.boolean(),
  model: z.string().nullable(),
  /** The cut-off that was used, null when nothing visual was asked. */
  cutOff: z.number().nullable(),
  /** Whether words are also compared with pictures: needs a model that reads text. */
  textToImage: z.boolean(),
  tookMs: z.number(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
