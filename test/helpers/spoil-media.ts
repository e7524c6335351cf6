/** Spoils binary files the way that transfers, bad disks and attackers do; same number, same bytes. */
import { makeRandom } from '../fixtures/make-flight';

export function spoilt(source: Uint8Array, seed: number): Buffer {
  const random = makeRandom(seed + 1);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const bytes = Buffer.from(source);
  const way = upTo(5);
  if (way === 0) return bytes.subarray(0, 1 + upTo(bytes.length));
  if (way === 1) {
    // Heads hold lengths and counts: that is where a bit does most.
    for (let flips = 1 + upTo(4); flips > 0; flips--) flip(bytes, upTo(Math.min(bytes.length, 400)), upTo(8));
    return bytes;
  }
  if (way === 2) {
    for (let flips = 1 + upTo(200); flips > 0; flips--) flip(bytes, upTo(bytes.length), upTo(8));
    return bytes;
  }
  const [from, to] = [upTo(bytes.length), upTo(bytes.length)].sort((a, b) => a - b) as [number, number];
  if (way === 3) return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
}

function flip(bytes: Buffer, at: number, bit: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
}
