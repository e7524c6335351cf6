/** What turns pictures, and maybe words, into vectors that can be compared. */
import type { ModelFacts } from '#contract/allocator';

export interface EmbeddingProvider {
  facts: ModelFacts;
  /** @param tensor 224 x 224 pixels of three bytes, rows first @returns a vector of length 1 */
  embedImage(tensor: Uint8Array): Promise<Float32Array>;
  /** Null for models that know no words. */
  embedText: ((text: string) => Promise<Float32Array>) | null;
}

export const tensorPx = 224;
