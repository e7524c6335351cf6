/**
 * Whether a file of the MP4 family has a movie at all, by its outermost boxes (ISO 14496-12, clause 4.2). Without one no
 * reader finds a frame in it, so none has to be started to say so.
 */
import type { FileRef } from '#contract/engine';
import type { MediaType } from '../intake/media-type';
import type { VideoContext } from './opened-video';

const family = /^video\/(mp4|quicktime|3gpp)$/;
const mostBoxes = 10_000;
const headerBytes = 16;
const movies: ReadonlySet<string> = new Set(['moov', 'moof']);
/** ffmpeg finds movies behind rubbish, and `hoov`, as some writers name one that they put aside inside a box `free`. */
const inRubbish = [Buffer.from('moov'), Buffer.from('hoov')];
const pieceBytes = 1024 * 1024;
const mostSearchedBytes = 64 * pieceBytes;

/** True too where boxes say nothing of it: in other containers, and when there is too much to look at. */
export async function mayHaveMovie(
  { blobs }: VideoContext,
  { sha256, sizeBytes }: FileRef,
  { mediaType }: MediaType,
): Promise<boolean> {
  if (!blobs.part || !family.test(mediaType)) return true;
  const part = blobs.part.bind(blobs);
  const read = async (from: number, length: number) => {
    const bytes = await part(sha256, from, Math.min(sizeBytes, from + length));
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  const mayHide = async (from: number) => {
    if (sizeBytes - from > mostSearchedBytes) return true;
    // Pieces overlap, as a name may lie across the end of one.
    for (let at = from; at < sizeBytes; at += pieceBytes - 3) {
      const piece = await read(at, pieceBytes);
      if (inRubbish.some((name) => piece.includes(name))) return true;
    }
    return false;
  };
  for (let at = 0, boxes = 0; at < sizeBytes; boxes++) {
    const header = await read(at, headerBytes);
    if (boxes === mostBoxes || header.length < 8) return mayHide(at);
    const name = header.toString('latin1', 4, 8);
    if (movies.has(name)) return true;
    const size = header.readUInt32BE(0);
    const isLong = size === 1 && header.length === headerBytes;
    const length = isLong ? Number(header.readBigUInt64BE(8)) : size;
    const isSound = length >= 8 && at + length <= sizeBytes;
    if (!isSound) return mayHide(at);
    if (name === 'free' && length < pieceBytes && (await read(at, length)).includes('hoov')) return true;
    at += length;
  }
  return false;
}
