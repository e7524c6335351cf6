/** Finds a box in a file of the MP4 family by the names on the way to it (ISO 14496-12, clause 4.2). */
import type { FileRef } from '#contract/engine';
import type { VideoContext } from './opened-video';

const mostBoxes = 1000;
/** Of a box with a long size. */
const headerBytes = 16;

/**
 * The beginning of what the box holds, without its own header, `mostBytes` at most; null where there is no such box, or no
 * boxes at all.
 */
export async function movieBox(
  { blobs }: VideoContext,
  { sha256, sizeBytes }: FileRef,
  names: readonly string[],
  mostBytes: number,
): Promise<Buffer | null> {
  if (!blobs.part) return null;
  const part = blobs.part.bind(blobs);
  const read = async (from: number, to: number) => {
    const bytes = await part(sha256, from, to);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  let [at, end] = [0, sizeBytes];
  let [wanted, ...others] = names;
  for (let boxes = 0; boxes < mostBoxes && at + 8 <= end; boxes++) {
    const box = await read(at, Math.min(end, at + headerBytes));
    const size = box.readUInt32BE(0);
    const isLong = size === 1 && box.length === headerBytes;
    const length = size === 0 ? end - at : isLong ? Number(box.readBigUInt64BE(8)) : size;
    if (length < 8) return null;
    if (box.toString('latin1', 4, 8) === wanted) {
      end = Math.min(end, at + length);
      at += isLong ? 16 : 8;
      [wanted, ...others] = others;
      if (wanted === undefined) return read(at, Math.min(end, at + mostBytes));
    } else at += length;
  }
  return null;
}
