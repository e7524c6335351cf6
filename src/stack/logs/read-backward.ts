/** Reads a log file from its end towards its beginning, line by line, in pieces. */
import type { FileHandle } from 'node:fs/promises';

const pieceBytes = 128 * 1024;
/** A longer line is no line of ours. */
const longestLineBytes = 1024 * 1024;
const newline = 0x0a;

export interface RawLine {
  /** Of its first byte in the file. */
  offset: number;
  text: string;
}

/** Whole lines that end before `end`, last one first. `onRead` is told how many bytes were read. */
export async function* linesBackward(
  file: FileHandle,
  end: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<RawLine> {
  let position = end;
  let tail: Buffer = Buffer.alloc(0);
  while (position > 0) {
    const size = Math.min(pieceBytes, position);
    const piece = Buffer.allocUnsafe(size);
    const { bytesRead } = await file.read(piece, 0, size, position - size);
    if (bytesRead < size) return; // truncated meanwhile
    onRead(size);
    position -= size;
    let data = Buffer.concat([piece, tail]);
    for (;;) {
      // The last byte is the newline that ends the line; what stands between it and the one before is the line.
      const before = data.length < 2 ? -1 : data.lastIndexOf(newline, data.length - 2);
      if (before === -1) break;
      const text = lineText(data.subarray(before + 1));
      if (text !== '') yield { offset: position + before + 1, text };
      data = data.subarray(0, before + 1);
    }
    tail = data.length > longestLineBytes ? Buffer.alloc(0) : Buffer.from(data);
  }
  const text = lineText(tail);
  if (text !== '') yield { offset: 0, text };
}

function lineText(bytes: Buffer): string {
  const end = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
  return bytes.toString('utf8', 0, end);
}
