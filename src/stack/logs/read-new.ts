/** Reads what was appended to a log file. Of very much only the end is read, and the rest is counted. */
import { open, type FileHandle } from 'node:fs/promises';
import type { RawLine } from './read-backward';

/** More than this between two looks is more than anybody reads. */
const mostBytes = 4 * 1024 * 1024;
const countPieceBytes = 1024 * 1024;
const newline = 0x0a;

export interface NewLines {
  lines: RawLine[];
  /** Lines that were passed over. */
  skipped: number;
  /** Where to go on: after the last whole line. */
  end: number;
}

export async function newLines(path: string, start: number, size: number): Promise<NewLines> {
  const file = await open(path).catch(() => null); // dropped meanwhile
  if (file === null) return { lines: [], skipped: 0, end: size };
  try {
    const from = Math.max(start, size - mostBytes);
    const passed = from > start ? await countLines(file, start, from) : { lines: 0, end: start };
    const data = Buffer.alloc(size - passed.end);
    const { bytesRead } = await file.read(data, 0, data.length, passed.end);
    const lines: RawLine[] = [];
    let at = 0;
    for (
      let stop = data.indexOf(newline);
      stop !== -1 && stop < bytesRead;
      stop = data.indexOf(newline, at)
    ) {
      if (stop > at) lines.push({ offset: passed.end + at, text: data.toString('utf8', at, stop) });
      at = stop + 1;
    }
    return { lines, skipped: passed.lines, end: passed.end + at };
  } finally {
    await file.close();
  }
}

/** Whole lines between two offsets, and where the last of them ends. */
async function countLines(
  file: FileHandle,
  start: number,
  end: number,
): Promise<{ lines: number; end: number }> {
  const piece = Buffer.allocUnsafe(countPieceBytes);
  let lines = 0;
  let last = start;
  for (let offset = start; offset < end;) {
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, end - offset), offset);
    if (bytesRead === 0) break;
    for (let at = piece.indexOf(newline); at !== -1 && at < bytesRead; at = piece.indexOf(newline, at + 1)) {
      lines += 1;
      last = offset + at + 1;
    }
    offset += bytesRead;
  }
  return { lines, end: last };
}
