/** Reads the log files of all processes as one list by time: pages towards the past, and what is new. */
import { type FileHandle, open } from 'node:fs/promises';
import {
  type LogFilter,
  type LogLine,
  type LogPage,
  type LogPosition,
  type LogTail,
  mostLogLines,
} from '#contract/logs';
import { type LogFile, listLogFiles } from './log-files';
import { lineTestOf, parseLine, rawTestOf, timeOf } from './log-line';
import { offsetAtTime } from './find-time';
import { linesBackward } from './read-backward';
import { newLines } from './read-new';

/** What one request may read; a rare text in a large log is found in several. */
export const mostBytesAtOnce = 48 * 1024 * 1024;

/** One file on its way back in time; `next` is the newest line that was not taken yet. */
interface Walk {
  file: LogFile;
  handle: FileHandle;
  lines: AsyncGenerator<{ offset: number; text: string }>;
  next: { offset: number; text: string; at: number } | null;
  /** Lines from here on were taken or left out. */
  end: number;
}

function wanted(file: LogFile, filter: LogFilter): boolean {
  if (file.bytes === 0) return false;
  if (filter.processes?.length && !filter.processes.includes(file.process)) return false;
  return filter.from === undefined || file.changedAt >= filter.from - 1000;
}

export const lineId = (file: LogFile, offset: number) => `${file.identity}:${offset.toString(36)}`;

async function step(walk: Walk, nearAt: number): Promise<void> {
  const found = await walk.lines.next();
  walk.next = found.done === true ? null : { ...found.value, at: timeOf(found.value.text) ?? nearAt };
}

async function openWalk(
  file: LogFile,
  { filter, older }: { filter: LogFilter; older?: LogPosition | undefined },
  onRead: (bytes: number) => void,
): Promise<Walk | null> {
  const known = older?.[file.identity];
  if (older && (known === undefined || known === 0)) return null;
  const handle = await open(file.path).catch(() => null); // dropped meanwhile
  if (handle === null) return null;
  const limit = Math.min(known ?? file.bytes, file.bytes);
  const end =
    known === undefined && filter.to !== undefined ? await offsetAtTime(handle, limit, filter.to) : limit;
  const walk: Walk = { file, handle, lines: linesBackward(handle, end, onRead), next: null, end };
  await step(walk, file.changedAt);
  return walk;
}

/** The newest lines that the filter wants, or those before `older`. */
export async function readPage(
  dir: string,
  { filter, older, limit }: { filter: LogFilter; older?: LogPosition | undefined; limit: number },
): Promise<LogPage> {
  const files = listLogFiles(dir);
  const newest = Object.fromEntries(files.map(({ identity, bytes }) => [identity, bytes]));
  const rawTest = rawTestOf(filter);
  const lineTest = lineTestOf(filter);
  const lines: LogLine[] = [];
  let bytes = 0;
  let reachedAt: number | null = null;
  const opened = await Promise.all(
    files
      .filter((file) => wanted(file, filter))
      .map((file) => openWalk(file, { filter, older }, (read) => (bytes += read))),
  );
  const walks = opened.filter((walk) => walk !== null);
  try {
    while (lines.length < limit && bytes < mostBytesAtOnce) {
      const latest = walks.reduce<Walk | null>(
        (best, walk) => (walk.next && (!best?.next || walk.next.at > best.next.at) ? walk : best),
        null,
      );
      if (!latest?.next) break;
      const { offset, text, at } = latest.next;
      if (filter.from !== undefined && at < filter.from - 1000) {
        for (const walk of walks) walk.end = 0;
        break;
      }
      reachedAt = at;
      if (rawTest(text)) {
        const line = parseLine(text, {
          id: lineId(latest.file, offset),
          process: latest.file.process,
          nearAt: at,
        });
        if (lineTest(line)) lines.push(line);
      }
      latest.end = offset;
      await step(latest, at);
    }
    const rest = walks.filter(({ end, next }) => end > 0 && next !== null);
    return {
      lines: lines.reverse(),
      older: rest.length > 0 ? Object.fromEntries(rest.map(({ file, end }) => [file.identity, end])) : null,
      newest,
      reachedAt: rest.length > 0 ? reachedAt : null,
    };
  } finally {
    await Promise.all(walks.map(({ handle }) => handle.close()));
  }
}

/** What was written since the position; only the newest of more than `mostLogLines`. */
export async function readNew(dir: string, filter: LogFilter, position: LogPosition): Promise<LogTail> {
  const rawTest = rawTestOf(filter);
  const lineTest = lineTestOf(filter);
  const next: LogPosition = {};
  const lines: LogLine[] = [];
  let skipped = 0;
  for (const file of listLogFiles(dir)) {
    const start = Math.min(position[file.identity] ?? 0, file.bytes);
    next[file.identity] = start;
    if (start === file.bytes) continue;
    const read = await newLines(file.path, start, file.bytes);
    next[file.identity] = read.end;
    if (filter.processes?.length && !filter.processes.includes(file.process)) continue;
    skipped += read.skipped;
    for (const { offset, text } of read.lines) {
      if (!rawTest(text)) continue;
      const nearAt = timeOf(text) ?? file.changedAt;
      const line = parseLine(text, { id: lineId(file, offset), process: file.process, nearAt });
      if (lineTest(line)) lines.push(line);
    }
  }
  lines.sort((a, b) => a.at - b.at);
  const left = Math.max(0, lines.length - mostLogLines);
  return { lines: lines.slice(left), skipped: skipped + left, position: next };
}
