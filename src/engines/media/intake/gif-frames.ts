/** Counts the frames of a GIF without decoding any: block by block (GIF89a, section 12 and on). */

const EXTENSION = 0x21;
const IMAGE = 0x2c;

/** @returns the count, or `most + 1` as soon as there are more */
export function countGifFrames(bytes: Uint8Array, most: number): number {
  const flags = bytes[10] ?? 0;
  let at = 13 + tableBytes(flags);
  let frames = 0;
  const skipSubBlocks = () => {
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    at += 1;
  };
  while (at < bytes.length && frames <= most) {
    const kind = bytes[at];
    if (kind === EXTENSION) {
      at += 2;
      skipSubBlocks();
    } else if (kind === IMAGE) {
      frames += 1;
      at += 10 + tableBytes(bytes[at + 9] ?? 0) + 1;
      skipSubBlocks();
    } else break;
  }
  return frames;
}

/** A colour table of 2^(n+1) colours follows when the highest bit is set. */
const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
