/** Which of two is worth keeping: a pure function. */
import type { AssetPair, PairSide } from '#contract/media/duplicates';

const lossless = new Set(['image/png', 'image/tiff', 'image/webp']);

/**
 * More pixels before sharper, sharper before larger: a copy loses the first two and can win the third. A pair of a raw
 * picture and its JPEG keeps the raw one.
 */
export function suggestKeeper(
  kind: AssetPair['kind'],
  first: PairSide,
  second: PairSide,
): AssetPair['suggestion'] {
  const rules: readonly [why: string, value: (side: PairSide) => number][] = [
    ['it is the raw picture', (side) => (kind === 'raw-pair' && !side.mime.startsWith('image/jpeg') ? 1 : 0)],
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
