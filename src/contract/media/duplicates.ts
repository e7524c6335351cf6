/** Pairs of assets that look alike, and what was decided about them. */
import { z } from 'zod';
import { RelationKind } from '../allocator';
import { AssetId, AssetTile } from './assets';

export const PairState = z.enum(['open', 'kept', 'different']);
export type PairState = z.infer<typeof PairState>;

export const PairSide = AssetTile.extend({
  sizeBytes: z.number(),
  mime: z.string(),
  camera: z.string().nullable(),
  sharpness: z.number().nullable(),
});
export type PairSide = z.infer<typeof PairSide>;

export const AssetPair = z.object({
  /** `firstId.secondId`. */
  id: z.string(),
  kind: RelationKind,
  score: z.number(),
  /** What was measured, in a sentence. */
  why: z.string(),
  state: PairState,
  first: PairSide,
  second: PairSide,
  /** The side that is worth keeping, and why. */
  suggestion: z.object({ keepId: z.string(), why: z.string() }),
  keptId: z.string().nullable(),
  foundAt: z.number(),
  decidedAt: z.number().nullable(),
  decidedBy: z.string().nullable(),
});
export type AssetPair = z.infer<typeof AssetPair>;

export const PairQuery = z.object({
  state: PairState.default('open'),
  kind: RelationKind.optional(),
  assetId: AssetId.optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type PairQuery = z.infer<typeof PairQuery>;
export const PairPage = z.object({ rows: z.array(AssetPair), total: z.number().int() });
export type PairPage = z.infer<typeof PairPage>;

/** `keep` puts the other one away; `both` says that the two are no duplicates; `undo` takes either back. */
export const PairDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('keep'), keepId: AssetId }),
  z.object({ decision: z.literal('both') }),
  z.object({ decision: z.literal('undo') }),
]);
export type PairDecision = z.infer<typeof PairDecision>;

/** Open pairs that are decided together: the suggested side of each is kept, or both are. */
export const PairsDecision = z.object({
  decision: z.enum(['suggested', 'both']),
  kinds: z.array(RelationKind).min(1),
  /** Only pairs of this asset. */
  assetId: AssetId.optional(),
});
export type PairsDecision = z.infer<typeof PairsDecision>;
export const PairsDecided = z.object({
  /** By which they are taken back. */
  actKey: z.string(),
  decided: z.number().int(),
  /** Stay open since the suggested one was put away by another pair: keeping it would leave neither to be seen. */
  left: z.number().int(),
});
export type PairsDecided = z.infer<typeof PairsDecided>;

/** Pairs decided by one act, less those that were decided otherwise since. */
export const DecidedTogether = z.object({
  actKey: z.string(),
  state: PairState,
  pairs: z.number().int(),
  decidedAt: z.number(),
  decidedBy: z.string().nullable(),
});
export type DecidedTogether = z.infer<typeof DecidedTogether>;
