/** What a cosine means in the space of a model: how many unrelated pairs of pictures are less alike. */
import type { ModelFacts } from '#contract/allocator';

/** Abramowitz and Stegun 7.1.26: the error is below 1.5e-7. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - poly * Math.exp(-x * x));
}

/** 0..1, taking the cosines of unrelated pairs as normally distributed. */
export function shareBelow(
  { randomMean, randomDeviation }: Pick<ModelFacts, 'randomMean' | 'randomDeviation'>,
  cosine: number,
): number {
  return (1 + errorFunction((cosine - randomMean) / (randomDeviation * Math.SQRT2))) / 2;
}
