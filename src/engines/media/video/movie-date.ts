/**
 * When a file of the MP4 family was recorded, by the header of its movie (ISO 14496-12, clause 8.2.2): many cameras and phones write
 * it there alone.
 */
import type { FileRef } from '#contract/engine';
import { movieBox } from './movie-box';
import type { VideoContext } from './opened-video';

/** The header counts seconds from 1904-01-01 in UTC. */
const epochMs = Date.UTC(1904, 0, 1);
/** Version, flags and the date. */
const headerBytes = 12;

/** ISO 8601; null where there is no movie header, or it says nothing. A file of other boxes than these has none. */
export async function movieDate(ctx: VideoContext, file: FileRef): Promise<string | null> {
  const header = await movieBox(ctx, file, ['moov', 'mvhd'], headerBytes);
  const isLong = header?.[0] === 1;
  if (!header || header.length < (isLong ? 12 : 8)) return null;
  const seconds = isLong ? Number(header.readBigUInt64BE(4)) : header.readUInt32BE(4);
  const date = new Date(epochMs + seconds * 1000);
  return seconds === 0 || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
