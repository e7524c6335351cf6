/**
 * Large blocks of metadata of a PNG, left out before it is decoded: libvips copies each several times, and what is larger
 * than the limit is not read anyway. (PNG, third edition, 5.3: chunks of length, type, data, checksum.)
 */
const signature: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const frameBytes = 12;
const metadata: ReadonlySet<string> = new Set(['eXIf', 'iTXt', 'tEXt', 'zTXt']);

export interface Trimmed {
  /** Without the blocks; the same as given where there are none, and where it is no PNG. */
  bytes: Uint8Array;
  /** The EXIF block that was left out, for what is said of it. */
  exif: Uint8Array | null;
}

export function withoutLargeBlocks(bytes: Uint8Array, mostBytes: number): Trimmed {
  if (!signature.every((value, at) => bytes[at] === value)) return { bytes, exif: null };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let exif: Uint8Array | null = null;
  let from = 0;
  for (let at = signature.length; at + frameBytes <= bytes.length;) {
    const length = view.getUint32(at);
    const end = at + frameBytes + length;
    if (end > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (length > mostBytes && metadata.has(type)) {
      kept.push(bytes.subarray(from, at));
      from = end;
      if (type === 'eXIf') exif = bytes.subarray(at + 8, end - 4);
    }
    at = end;
  }
  if (kept.length === 0) return { bytes, exif };
  return { bytes: Buffer.concat([...kept, bytes.subarray(from)]), exif };
}
