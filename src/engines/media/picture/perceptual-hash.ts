/**
 * 64 bits that hardly change when a picture is saved again or scaled: the signs of its 8 x 8 lowest frequencies against
 * their median (Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010).
 */

const bits = 8;

/** Rows of cosines of the discrete cosine transform for the frequencies 1 to 8; the constant says nothing. */
function cosines(side: number): readonly Float64Array[] {
  return Array.from({ length: bits }, (_, k) =>
    Float64Array.from({ length: side }, (__, x) => Math.cos(((2 * x + 1) * (k + 1) * Math.PI) / (2 * side))),
  );
}

const tables = new Map<number, readonly Float64Array[]>();

/** @param grey `side` x `side` grey levels @returns 16 hex digits */
export function perceptualHash(grey: Uint8Array, side: number): string {
  const table = tables.get(side) ?? cosines(side);
  tables.set(side, table);
  const rows = table.map((wave) => transformRows(grey, side, wave));
  const frequencies = table.flatMap((wave) =>
    rows.map((row) => row.reduce((sum, value, y) => sum + value * (wave[y] ?? 0), 0)),
  );
  const median = [...frequencies].sort((a, b) => a - b)[frequencies.length >> 1] ?? 0;
  let hash = 0n;
  for (const value of frequencies) hash = (hash << 1n) | (value > median ? 1n : 0n);
  return hash.toString(16).padStart(16, '0');
}

/** For each row how much of the wave is in it. */
function transformRows(grey: Uint8Array, side: number, wave: Float64Array): Float64Array {
  const sums = new Float64Array(side);
  for (let y = 0; y < side; y++) {
    let sum = 0;
    for (let x = 0; x < side; x++) sum += (grey[y * side + x] ?? 0) * (wave[x] ?? 0);
    sums[y] = sum;
  }
  return sums;
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing &= differing - 1n) count += 1;
  return count;
}
