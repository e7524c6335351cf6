/** Words for a picture without a language model: which of common things CLIP finds it nearest to. */
import { dot } from '../vector';

/** What people photograph, coarse on purpose: a wrong fine label is worse than none. */
export const labels = [
  ...[
    'a beach',
    'a mountain',
    'a forest',
    'a lake',
    'a river',
    'a waterfall',
    'the sky with clouds',
    'a sunset',
    'snow',
  ],
  ...[
    'a city street',
    'a building',
    'a house',
    'a bridge',
    'a room',
    'a kitchen',
    'a garden',
    'a field',
    'a road',
  ],
  ...[
    'a person',
    'a group of people',
    'a baby',
    'a child',
    'a wedding',
    'a concert',
    'a party',
    'a sports event',
  ],
  ...['a dog', 'a cat', 'a bird', 'a horse', 'a fish', 'an insect', 'a wild animal', 'a flower', 'a tree'],
  ...[
    'a car',
    'a bicycle',
    'a train',
    'an aircraft',
    'a paraglider',
    'a boat',
    'a plate of food',
    'a cake',
    'a drink',
  ],
  ...[
    'a document',
    'a screenshot',
    'a drawing',
    'a painting',
    'a map',
    'a chart',
    'a poster with text',
    'fireworks',
  ],
] as const;

/** How words are put to CLIP (Radford and others, 2021, section 3.1.4). */
export const promptOf = (label: string) => `a photo of ${label}`;

/** Temperature that CLIP was trained with. */
const scale = 100;
const leastShare = 0.15;
const most = 3;

/** @param words vectors of the prompts, in the order of `labels` @returns likely labels, likeliest first */
export function zeroShot(picture: Float32Array, words: readonly Float32Array[]): string[] {
  const scores = words.map((word) => scale * dot(picture, word));
  const top = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights
    .map((weight, k) => ({ label: labels[k] ?? '', share: weight / total }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ label }) => label);
}
