/**
 * Finds the nearest of many unit vectors in memory. Signs are compared first, 32 at a time: at a cosine of 0.72 a quarter of
 * them differ (arccos(0.72)/pi), of unrelated vectors a half, so few candidates are left to multiply.
 */
import { dot } from '../vector';

/** Standard deviations of the share of differing signs that are allowed for. */
const slack = 5;

export class CentroidIndex {
  private readonly vectors: Float32Array[] = [];
  private signs: Uint32Array;
  private readonly words: number;

  constructor(private readonly dims: number) {
    this.words = Math.ceil(dims / 32);
    this.signs = new Uint32Array(this.words * 1024);
  }

  get size(): number {
    return this.vectors.length;
  }

  /** @returns its number, counted from 0 */
  add(vector: Float32Array): number {
    const index = this.vectors.push(vector) - 1;
    if (this.vectors.length * this.words > this.signs.length) {
      const larger = new Uint32Array(this.signs.length * 2);
      larger.set(this.signs);
      this.signs = larger;
    }
    this.signs.set(signsOf(vector, this.words), index * this.words);
    return index;
  }

  set(index: number, vector: Float32Array): void {
    this.vectors[index] = vector;
    this.signs.set(signsOf(vector, this.words), index * this.words);
  }

  /** The nearest one of at least that cosine; `skip` says which ones do not count. */
  nearest(
    vector: Float32Array,
    least: number,
    skip?: (index: number) => boolean,
  ): { index: number; cosine: number } | null {
    const own = signsOf(vector, this.words);
    let best: { index: number; cosine: number } | null = null;
    let limit = this.mostDiffering(least);
    for (let index = 0; index < this.vectors.length; index++) {
      if (this.differing(own, index, limit) > limit || skip?.(index)) continue;
      const cosine = dot(vector, this.vectors[index] as Float32Array);
      if (cosine < (best?.cosine ?? least)) continue;
      best = { index, cosine };
      limit = this.mostDiffering(cosine);
    }
    return best;
  }

  private mostDiffering(cosine: number): number {
    const share = Math.acos(Math.min(1, Math.max(-1, cosine))) / Math.PI;
    return Math.ceil(this.dims * share + slack * Math.sqrt(this.dims * share * (1 - share)));
  }

  private differing(own: Uint32Array, index: number, enough: number): number {
    const from = index * this.words;
    let count = 0;
    for (let k = 0; k < this.words && count <= enough; k++) {
      let bits = (own[k] as number) ^ (this.signs[from + k] as number);
      bits -= (bits >>> 1) & 0x55555555;
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }
}

function signsOf(vector: Float32Array, words: number): Uint32Array {
  const signs = new Uint32Array(words);
  for (let k = 0; k < vector.length; k++)
    if ((vector[k] as number) > 0) signs[k >>> 5] = (signs[k >>> 5] as number) | (1 << (k & 31));
  return signs;
}
