/** What the search for near-duplicates needs to know of assets, and from where it gets candidates. */
import type { AllocatorOutput, ModelId } from '#contract/allocator';

/** The part of a result that copies are told by, with the asset's identity. */
export interface AssetFacts extends Pick<
  AllocatorOutput,
  | 'kind'
  | 'sha256'
  | 'sizeBytes'
  | 'mediaType'
  | 'width'
  | 'height'
  | 'captured'
  | 'camera'
  | 'gps'
  | 'fingerprint'
  | 'sharpness'
> {
  id: string;
  fileName: string;
  /** ms since the epoch. */
  importedAt: number;
}

/** Each gives assets other than the one asked about. The gateway implements it on the database. */
export interface DuplicateSource {
  sameContent(asset: AssetFacts): Promise<readonly AssetFacts[]>;
  /** Perceptual hashes that differ in at most `bits`. */
  byFingerprint(asset: AssetFacts, bits: number): Promise<readonly AssetFacts[]>;
  /** By the asset's vectors of the model, nearest first. */
  byEmbedding(
    asset: AssetFacts,
    near: { model: ModelId; minCosine: number; limit: number },
  ): Promise<readonly { asset: AssetFacts; cosine: number }[]>;
  /** Taken within so many ms of each other (both have a time). */
  byTime(asset: AssetFacts, withinMs: number, limit: number): Promise<readonly AssetFacts[]>;
}
