/** Finds the largest JPEG that a camera put into its raw file: what is shown of it, since raw sensor data is not developed. */

const JPEG_OFFSET = 0x0201;
const JPEG_LENGTH = 0x0202;
const COMPRESSION = 0x0103;
const STRIP_OFFSETS = 0x0111;
const STRIP_LENGTHS = 0x0117;
const SUB_DIRECTORIES = 0x014a;
/** Panasonic keeps the whole picture in one tag. */
const PANASONIC_JPEG = 0x002e;
const mostDirectories = 64;

interface Stretch {
  from: number;
  length: number;
}

/** @returns null when there is none */
export function embeddedJpeg(bytes: Uint8Array): Uint8Array | null {
  const found = isIsoMedia(bytes) ? scanForJpegs(bytes) : directoriesOf(bytes);
  const usable = found
    .filter(({ from, length }) => length > 0 && from + length <= bytes.length && isJpeg(bytes, from))
    .sort((a, b) => b.length - a.length);
  const [best] = usable;
  return best ? bytes.subarray(best.from, best.from + best.length) : null;
}

/** Not the lossless kind that holds the sensor's own data (start of frame 3). */
function isJpeg(bytes: Uint8Array, from: number): boolean {
  if (bytes[from] !== 0xff || bytes[from + 1] !== 0xd8) return false;
  let at = from + 2;
  while (at + 4 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return true;
    if (marker === 0xc3 || marker === 0xda) return false;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return false;
}

function directoriesOf(bytes: Uint8Array): Stretch[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const u16 = (at: number) => (at + 2 <= bytes.length ? view.getUint16(at, little) : 0);
  const u32 = (at: number) => (at + 4 <= bytes.length ? view.getUint32(at, little) : 0);
  const found: Stretch[] = [];
  const seen = new Set<number>();
  const waiting = [u32(4)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at < 8 || at + 2 > bytes.length || seen.has(at) || seen.size >= mostDirectories) continue;
    seen.add(at);
    const count = Math.min(u16(at), 500);
    const tags = new Map<number, { value: number; values: number[]; length: number; at: number }>();
    for (let k = 0; k < count; k++) {
      const entry = at + 2 + k * 12;
      const short = u16(entry + 2) === 3;
      const length = u32(entry + 4);
      const values =
        short || length === 1
          ? []
          : Array.from({ length: Math.min(length, 16) }, (_, i) => u32(u32(entry + 8) + 4 * i));
      tags.set(u16(entry), { value: short ? u16(entry + 8) : u32(entry + 8), values, length, at: entry });
    }
    const one = (tag: number) => tags.get(tag)?.value ?? 0;
    if (one(JPEG_OFFSET)) found.push({ from: one(JPEG_OFFSET), length: one(JPEG_LENGTH) });
    const compression = one(COMPRESSION);
    if ((compression === 6 || compression === 7) && tags.get(STRIP_OFFSETS)?.length === 1)
      found.push({ from: one(STRIP_OFFSETS), length: one(STRIP_LENGTHS) });
    const panasonic = tags.get(PANASONIC_JPEG);
    if (panasonic) found.push({ from: panasonic.value, length: panasonic.length });
    const sub = tags.get(SUB_DIRECTORIES);
    if (sub) waiting.push(...(sub.length === 1 ? [sub.value] : sub.values));
    const next = u32(at + 2 + count * 12);
    if (next) waiting.push(next);
  }
  return found;
}

const isIsoMedia = (bytes: Uint8Array) => Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp';

/** Canon's CR3 keeps its pictures in boxes of its own: each JPEG begins and ends with its markers. */
function scanForJpegs(bytes: Uint8Array): Stretch[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Stretch[] = [];
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  for (let at = buffer.indexOf(start); at >= 0 && found.length < 16;) {
    const end = buffer.indexOf(Buffer.from([0xff, 0xd9]), at + 3);
    if (end < 0) break;
    found.push({ from: at, length: end + 2 - at });
    at = buffer.indexOf(start, end + 2);
  }
  return found;
}
