/** Reads the log files of all processes from a moment on, towards the present. */
import { type FileHandle, open } from 'node:fs/promises';
import type { LogAfter, LogAfterQuery, LogFilter, LogLine, LogPosition } from '#contract/logs';
import { offsetAtTime } from './find-time';
import { type LogFile, listLogFiles } from './log-files';
import { lineTestOf, parseLine, rawTestOf, timeOf } from './log-line';
import { lineId, mostBytesAtOnce } from './log-reader';
import type { RawLine } from './read-backward';

const pieceBytes = 128 * 1024;
const newline = 0x0a;

/** Whole lines from `start` on. */
async function* linesForward(
  file: FileHandle,
  start: number,
  size: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<RawLine> {
  let rest: Buffer = Buffer.alloc(0);
  for (let position = start; position < size;) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, size - position));
    const { bytesRead } = await file.read(piece, 0, piece.length, position);
    if (bytesRead === 0) return;
    onRead(bytesRead);
    const data = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
    const base = position - rest.length;
    let at = 0;
    for (let stop = data.indexOf(newline); stop !== -1; stop = data.indexOf(newline, at)) {
      if (stop > at) yield { offset: base + at, text: data.toString('utf8', at, stop) };
      at = stop + 1;
    }
    rest = Buffer.from(data.subarray(at));
    position += bytesRead;
  }
}

interface Walk {
  file: LogFile;
  handle: FileHandle;
  lines: AsyncGenerator<RawLine>;
  next: (RawLine & { at: number }) | null;
  /** Everything before was taken or left out. */
  begin: number;
}

async function step(walk: Walk, nearAt: number): Promise<void> {
  const found = await walk.lines.next();
  walk.next = found.done === true ? null : { ...found.value, at: timeOf(found.value.text) ?? nearAt };
}

async function openWalk(
  file: LogFile,
  start: LogAfterQuery['start'],
  onRead: (bytes: number) => void,
): Promise<Walk | null> {
  const handle = await open(file.path).catch(() => null); // dropped meanwhile
  if (handle === null) return null;
  const begin =
    'position' in start
      ? Math.min(start.position[file.identity] ?? 0, file.bytes)
      : await offsetAtTime(handle, file.bytes, start.at);
  const walk: Walk = {
    file,
    handle,
    lines: linesForward(handle, begin, file.bytes, onRead),
    next: null,
    begin,
  };
  await step(walk, 0);
  return walk;
}

export async function readAfter(dir: string, { filter, start, limit }: LogAfterQuery): Promise<LogAfter> {
  const files = listLogFiles(dir);
  const position: LogPosition = Object.fromEntries(files.map(({ identity, bytes }) => [identity, bytes]));
  const test = testOf(filter);
  const lines: LogLine[] = [];
  let bytes = 0;
  const opened = await Promise.all(files.map((file) => openWalk(file, start, (read) => (bytes += read))));
  const walks = opened.filter((walk) => walk !== null);
  try {
    while (lines.length < limit && bytes < mostBytesAtOnce) {
      const first = walks.reduce<Walk | null>(
        (best, walk) => (walk.next && (!best?.next || walk.next.at < best.next.at) ? walk : best),
        null,
      );
      if (!first?.next) break;
      const { offset, text, at } = first.next;
      const line = test(first.file, { offset, text }, at);
      if (line) lines.push(line);
      first.begin = offset + Buffer.byteLength(text) + 1;
      await step(first, at);
    }
    for (const { file, begin, next } of walks) if (next) position[file.identity] = begin;
    return { lines, position, atEnd: walks.every(({ next }) => next === null) };
  } finally {
    await Promise.all(walks.map(({ handle }) => handle.close()));
  }
}

function testOf(filter: LogFilter): (file: LogFile, raw: RawLine, at: number) => LogLine | null {
  const rawTest = rawTestOf(filter);
  const lineTest = lineTestOf(filter);
  return (file, { offset, text }, at) => {
    if (!rawTest(text)) return null;
    const line = parseLine(text, { id: lineId(file, offset), process: file.process, nearAt: at });
    return lineTest(line) ? line : null;
  };
}
