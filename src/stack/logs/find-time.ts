/** Finds a moment in a log file by halving it, instead of reading all that came after. */
import type { FileHandle } from 'node:fs/promises';
import { timeOf } from './log-line';

const lookBytes = 64 * 1024;
const newline = 0x0a;

/** The first line that begins at or after `offset` and tells its time. */
async function timeAfter(
  file: FileHandle,
  offset: number,
  end: number,
): Promise<{ at: number; offset: number } | null> {
  const piece = Buffer.alloc(Math.min(lookBytes, end - offset));
  await file.read(piece, 0, piece.length, offset);
  let start = 0;
  if (offset > 0) {
    const first = piece.indexOf(newline);
    if (first === -1) return null;
    start = first + 1;
  }
  for (;;) {
    const stop = piece.indexOf(newline, start);
    if (stop === -1) return null;
    const at = timeOf(piece.toString('utf8', start, stop));
    if (at !== null) return { at, offset: offset + start };
    start = stop + 1;
  }
}

/** Offset of the first line that was written at `at` or later; `size` when there is none. */
export async function offsetAtTime(file: FileHandle, size: number, at: number): Promise<number> {
  let low = 0;
  let high = size;
  while (high - low > lookBytes) {
    const middle = Math.floor((low + high) / 2);
    const found = await timeAfter(file, middle, size);
    if (found === null || found.at >= at) high = middle;
    else low = found.offset;
  }
  for (let offset = low; offset < size;) {
    const found = await timeAfter(file, offset, size);
    if (found === null) return size;
    if (found.at >= at) return found.offset;
    // An offset above 0 counts as inside a line, so one past its first byte leads to the next line.
    offset = found.offset + 1;
  }
  return size;
}
