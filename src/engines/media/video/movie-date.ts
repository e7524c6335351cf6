/**
 * When a file of the MP4 family was recorded, by the header of its movie (ISO 14496-12, clause 8.2.2): many cameras and phones write
 * it there alone.
 */
import type { FileRef } from '#contract/engine';
import type { VideoContext } from './opened-video';

const mostBoxes = 1000;
/** The header counts seconds from 1904-01-01 in UTC. */
const epochMs = Date.UTC(1904, 0, 1);
/** Of a box with a long size, and of the header up to its date. */
const headBytes = 32;

/** ISO 8601; null where there is no movie header, or it says nothing. A file of other boxes than these has none. */
export async function movieDate(
  { blobs }: VideoContext,
  { sha256, sizeBytes }: FileRef,
): Promise<string | null> {
  if (!blobs.part) return null;
  const part = blobs.part.bind(blobs);
  let at = 0;
  let end = sizeBytes;
  for (let boxes = 0; boxes < mostBoxes && at + 8 <= end; boxes++) {
    const bytes = await part(sha256, at, Math.min(end, at + headBytes));
    const box = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const name = box.toString('latin1', 4, 8);
    const size = box.readUInt32BE(0);
    const isLong = size === 1 && box.length >= 16;
    const length = size === 0 ? end - at : isLong ? Number(box.readBigUInt64BE(8)) : size;
    if (length < 8) return null;
    if (name === 'mvhd') return dateOf(box.subarray(isLong ? 16 : 8));
    if (name === 'moov') {
      end = Math.min(end, at + length);
      at += isLong ? 16 : 8;
    } else at += length;
  }
  return null;
}

/** @param header its version, flags and times */
function dateOf(header: Buffer): string | null {
  const isLong = header[0] === 1;
  if (header.length < (isLong ? 12 : 8)) return null;
  const seconds = isLong ? Number(header.readBigUInt64BE(4)) : header.readUInt32BE(4);
  const date = new Date(epochMs + seconds * 1000);
  return seconds === 0 || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
