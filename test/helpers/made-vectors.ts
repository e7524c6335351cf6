/** Unit vectors in groups, for tests of what works on embeddings. Same seed, same vectors. */
import { combined, normalised } from '../../src/engines/allocator/vector';
import { makeRandom } from '../fixtures/make-flight';

export const dims = 512;

export function vectorMaker(seed: number) {
  const random = makeRandom(seed);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const direction = () => normalised(Float32Array.from({ length: dims }, gaussian));
  /** A direction at this cosine to another, whichever way. */
  const near = (vector: Float32Array, cosine: number) => {
    const other = direction();
    let along = 0;
    for (let k = 0; k < dims; k++) along += (vector[k] ?? 0) * (other[k] ?? 0);
    const across = normalised(combined(1, other, -along, vector));
    return normalised(combined(cosine, vector, Math.sqrt(1 - cosine * cosine), across));
  };
  return { random, direction, near };
}
