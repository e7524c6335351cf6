/**
 * Segments of metadata that a JPEG repeats, left out before it is decoded: libvips copies each of them, and only the first
 * of a kind is read. (ITU-T T.81, annex B: a marker, a length of two bytes, content; the picture begins behind SOS.)
 */
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
const EXIF_OR_XMP = 0xe1;
/** Kinds are told by the beginning of their content: `Exif`, the two of XMP. */
const kindBytes = 28;
/** JFIF, profiles of colour, IPTC, Adobe's mark of its colours. */
const used: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xed, 0xee]);

/** @param mostBytes of what counts for nothing; as given when there is no more of it, and where it is no JPEG */
export function withoutRepeatedSegments(bytes: Uint8Array, mostBytes: number): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const kept: Uint8Array[] = [];
  const kinds = new Set<string>();
  let from = 0;
  let leftOutBytes = 0;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (marker === START_OF_SCAN || end < at + 4 || end > bytes.length) break;
    if (isSpare(marker, bytes.subarray(at + 4, Math.min(end, at + 4 + kindBytes)), kinds)) {
      kept.push(bytes.subarray(from, at));
      from = end;
      leftOutBytes += end - at;
    }
    at = end;
  }
  return leftOutBytes <= mostBytes ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}

function isSpare(marker: number, beginning: Uint8Array, kinds: Set<string>): boolean {
  if (marker === COMMENT) return true;
  if (marker < 0xe0 || marker > 0xef || used.has(marker)) return false;
  if (marker !== EXIF_OR_XMP) return true;
  const kind = String.fromCharCode(...beginning).split('\0')[0] ?? '';
  const isRepeated = kinds.has(kind) || !/^(Exif|http:\/\/ns\.adobe\.com\/xap)/.test(kind);
  kinds.add(kind);
  return isRepeated;
}
