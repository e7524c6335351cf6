/** Where a file of the MP4 family was recorded, by its box of a place (3GPP TS 26.244, clause 8.10), as some cameras write it. */
import type { Gps } from '#contract/allocator';
import type { FileRef } from '#contract/engine';
import { gpsAt } from '../metadata/gps-at';
import { movieBox } from './movie-box';
import type { VideoContext } from './opened-video';

/** Version, flags and language, before the place's name. */
const nameAt = 6;
const mostNameBytes = 1024;
/** What the place is to the movie, then longitude, latitude and height. */
const pointBytes = 13;

/** Null where there is no such box, or it says nothing. */
export async function moviePlace(ctx: VideoContext, file: FileRef): Promise<Gps | null> {
  const box = await movieBox(ctx, file, ['moov', 'udta', 'loci'], nameAt + mostNameBytes + pointBytes);
  const at = box && behindName(box);
  if (!box || !at || at + pointBytes > box.length) return null;
  const fixed = (offset: number) => box.readInt32BE(at + offset) / 0x1_0000;
  return gpsAt(fixed(5), fixed(1), fixed(9));
}

/** A name ends with a null; one that begins with the mark of UTF-16 is of two bytes a letter. Null where it does not end. */
function behindName(box: Buffer): number | null {
  const marked = box.length >= nameAt + 2 && [0xfeff, 0xfffe].includes(box.readUInt16BE(nameAt));
  const step = marked ? 2 : 1;
  for (let at = nameAt; at + step <= box.length; at += step)
    if (box[at] === 0 && box[at + step - 1] === 0) return at + step;
  return null;
}
