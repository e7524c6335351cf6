/** LZW as TIFF 6.0 has it (section 13): most significant bit first, code width grows one code early. */
import { UnusableRaster } from '../raster';

const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MAX_CODES = 4096;

/** @throws UnusableRaster when the codes make no sense or give more than `maxBytes` */
export function decodeLzw(packed: Uint8Array, maxBytes: number): Uint8Array {
  const before = new Uint16Array(MAX_CODES);
  const last = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES).fill(1, 0, CLEAR);
  for (let k = 0; k < CLEAR; k++) last[k] = k;
  const output = new Uint8Array(maxBytes);
  let [written, width, free, previous] = [0, 9, FIRST_FREE, -1];
  let [bits, held, at] = [0, 0, 0];

  /** Writes the bytes of a code; the first of them. */
  const write = (code: number): number => {
    const length = lengths[code] as number;
    if (written + length > maxBytes) throw new UnusableRaster('a part of it unpacks to more than its size');
    let entry = code;
    for (let k = written + length - 1; k > written; k--) {
      output[k] = last[entry] as number;
      entry = before[entry] as number;
    }
    output[written] = entry;
    written += length;
    return entry;
  };

  for (;;) {
    while (held < width && at < packed.length) {
      bits = ((bits << 8) | (packed[at++] as number)) & 0xffffff;
      held += 8;
    }
    if (held < width) break;
    const code = (bits >> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === END) break;
    if (code === CLEAR) {
      [width, free, previous] = [9, FIRST_FREE, -1];
      continue;
    }
    const isKnown = code < CLEAR || (code >= FIRST_FREE && code < free);
    if (!isKnown && (code !== free || previous < 0)) throw new UnusableRaster('a part of it is not LZW');
    const first = write(isKnown ? code : previous);
    if (!isKnown) write(first);
    if (previous >= 0 && free < MAX_CODES) {
      before[free] = previous;
      last[free] = first;
      lengths[free] = (lengths[previous] as number) + 1;
      free++;
      if (free === (1 << width) - 1 && width < 12) width++;
    }
    previous = code;
  }
  return output.subarray(0, written);
}
