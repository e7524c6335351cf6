/** Lines of the log files, as console, API and command line see them. */
import { z } from 'zod';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export const LogLevel = z.enum(logLevels);
export type LogLevel = z.infer<typeof LogLevel>;

export const LogLine = z.object({
  /** Place of the line: file and offset. Stays while the file is kept. */
  id: z.string(),
  /** Ms since the epoch. */
  at: z.number(),
  level: LogLevel,
  process: z.string(),
  pid: z.number().nullable(),
  event: z.string(),
  jobId: z.string().nullable(),
  engine: z.string().nullable(),
  traceId: z.string().nullable(),
  /** Everything else that was written with it. */
  fields: z.record(z.string(), z.unknown()),
});
export type LogLine = z.infer<typeof LogLine>;

export const LogFilter = z.object({
  /** This level and those above. */
  level: LogLevel.optional(),
  processes: z.array(z.string().max(60)).max(50).optional(),
  engine: z.string().max(40).optional(),
  jobId: z.string().max(100).optional(),
  traceId: z.string().max(32).optional(),
  /** Case-insensitive, anywhere in the line. */
  text: z.string().max(200).optional(),
  /** Ms since the epoch, inclusive. */
  from: z.number().optional(),
  /** Ms since the epoch, exclusive. */
  to: z.number().optional(),
});
export type LogFilter = z.infer<typeof LogFilter>;

/** How far each file was read: identity of the file → byte offset. Opaque to clients. */
export const LogPosition = z.record(z.string().max(120), z.number().int().nonnegative());
export type LogPosition = z.infer<typeof LogPosition>;

export const mostLogLines = 2000;

export const LogPageQuery = z.object({
  filter: LogFilter.default({}),
  /** Continue an earlier page towards older lines. */
  older: LogPosition.optional(),
  limit: z.number().int().min(1).max(mostLogLines).default(500),
});
export type LogPageQuery = z.infer<typeof LogPageQuery>;

export const LogPage = z.object({
  /** Oldest first. */
  lines: z.array(LogLine),
  /** Give it back for older lines; null when there are none. */
  older: LogPosition.nullable(),
  /** Where a tail goes on from the newest line of the first page without a gap. */
  newest: LogPosition,
  /** How far back was looked: a rare text may need several pages. Null when everything was seen. */
  reachedAt: z.number().nullable(),
});
export type LogPage = z.infer<typeof LogPage>;

export const LogAfterQuery = z.object({
  filter: LogFilter.default({}),
  /** A moment, ms since the epoch, or where an earlier answer ended. */
  start: z.union([z.object({ at: z.number() }), z.object({ position: LogPosition })]),
  limit: z.number().int().min(1).max(mostLogLines).default(500),
});
export type LogAfterQuery = z.infer<typeof LogAfterQuery>;

export const LogAfter = z.object({
  /** Oldest first. */
  lines: z.array(LogLine),
  /** Give it back for newer lines. */
  position: LogPosition,
  /** Nothing newer is there; a tail may go on from the position. */
  atEnd: z.boolean(),
});
export type LogAfter = z.infer<typeof LogAfter>;

export const LogTailQuery = z.object({
  filter: LogFilter.default({}),
  position: LogPosition,
  /** How long to wait for a first line. */
  waitMs: z.number().int().min(0).max(20_000).default(0),
});
export type LogTailQuery = z.infer<typeof LogTailQuery>;

export const LogTail = z.object({
  /** Oldest first; at most `mostLogLines`, the newest there are. */
  lines: z.array(LogLine),
  /** Lines that came since the position and were left out because there were too many. */
  skipped: z.number().int(),
  position: LogPosition,
});
export type LogTail = z.infer<typeof LogTail>;

export const LogStore = z.object({
  /** Processes that have files. */
  processes: z.array(z.string()),
  bytes: z.number(),
  oldestAt: z.number().nullable(),
  maxBytes: z.number(),
  days: z.number(),
});
export type LogStore = z.infer<typeof LogStore>;
