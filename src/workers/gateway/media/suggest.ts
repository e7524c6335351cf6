/** Which of two is worth keeping: a pure function. */
import type { AssetPair, PairSide } from '#contract/media/duplicates';

const lossless = new Set(['image/png', 'image/tiff', 'image/webp']);

/** In the header of a thumbhash the two channels of colour have their mean at 31.5 of 63, and their range above it. */
export function hasColour(thumbhash: string): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = Buffer.from(thumbhash, 'base64');
  const header = a | (b << 8) | (c << 16);
  const [p, q] = [(header >> 6) & 63, (header >> 12) & 63];
  const ranges = d | (e << 8);
  const [pRange, qRange] = [(ranges >> 3) & 63, (ranges >> 9) & 63];
  return Math.abs(p - 31.5) > 1 || Math.abs(q - 31.5) > 1 || pRange > 1 || qRange > 1;
}

/**
 * Colour before pixels, as it cannot be had back; more pixels before sharper, sharper before larger: a copy loses the first two and can win the third. A pair of a raw
 * picture and its JPEG keeps the raw one.
 */
export function suggestKeeper(
  kind: AssetPair['kind'],
  first: PairSide,
  second: PairSide,
): AssetPair['suggestion'] {
  const rules: readonly [why: string, value: (side: PairSide) => number][] = [
    ['it is the raw picture', (side) => (kind === 'raw-pair' && !side.mime.startsWith('image/jpeg') ? 1 : 0)],
    ['it has its colours', ({ thumbhash }) => (hasColour(thumbhash) ? 1 : 0)],
    ['it has more pixels', (side) => side.width * side.height],
    ['it is sharper', (side) => (kind === 'burst' ? (side.sharpness ?? 0) : 0)],
    ['it knows its camera', (side) => (side.camera === null ? 0 : 1)],
    ['it is stored without loss', (side) => (lossless.has(side.mime) ? 1 : 0)],
    ['it has lost less to compression', (side) => side.sizeBytes],
  ];
  for (const [why, value] of rules) {
    const [a, b] = [value(first), value(second)];
    if (a !== b) return { keepId: a > b ? first.id : second.id, why };
  }
  return { keepId: first.takenAt <= second.takenAt ? first.id : second.id, why: 'it is the older one' };
}
