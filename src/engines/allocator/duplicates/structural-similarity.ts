/** Structural similarity of two small grey pictures (Wang and others, 2004), over windows of 8 x 8, mean of all. */

const side = 32;
const window = 8;
const step = 4;
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** @param a, b `Fingerprint.grey` @returns -1..1; 1 for the same picture, 0 when one of them cannot be read */
export function similarity(a: string, b: string, { mirrored = false } = {}): number {
  const [left, right] = [Buffer.from(a, 'base64'), Buffer.from(b, 'base64')];
  if (left.length !== side * side || right.length !== side * side) return 0;
  let sum = 0;
  let count = 0;
  for (let y = 0; y + window <= side; y += step)
    for (let x = 0; x + window <= side; x += step) {
      sum += ofWindow(left, right, { x, y, mirrored });
      count += 1;
    }
  return sum / count;
}

function ofWindow(
  a: Uint8Array,
  b: Uint8Array,
  { x, y, mirrored }: { x: number; y: number; mirrored: boolean },
): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let row = y; row < y + window; row++)
    for (let column = x; column < x + window; column++) {
      const valueA = a[row * side + column] ?? 0;
      const valueB = b[row * side + (mirrored ? side - 1 - column : column)] ?? 0;
      sumA += valueA;
      sumB += valueB;
      squaresA += valueA * valueA;
      squaresB += valueB * valueB;
      products += valueA * valueB;
    }
  const n = window * window;
  const [meanA, meanB] = [sumA / n, sumB / n];
  const varianceA = squaresA / n - meanA * meanA;
  const varianceB = squaresB / n - meanB * meanB;
  const covariance = products / n - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  );
}
