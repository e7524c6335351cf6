/** One line of a log file: from text to what is shown, and whether a filter lets it through. */
import { type LogFilter, type LogLevel, type LogLine, logLevels } from '#contract/logs';

const numberOfLevel: Record<LogLevel, number> = { debug: 20, info: 30, warn: 40, error: 50 };

function levelOf(value: unknown): LogLevel {
  if (typeof value !== 'number') return 'warn';
  return [...logLevels].reverse().find((level) => value >= numberOfLevel[level]) ?? 'debug';
}

const timePattern = /"time":(\d{10,16})/;

/** When the line was written, ms, without parsing all of it; null for one that a crash cut off. */
export function timeOf(text: string): number | null {
  const found = timePattern.exec(text.length > 400 ? text.slice(0, 400) : text)?.[1];
  return found === undefined ? null : Number(found);
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export interface LinePlace {
  id: string;
  process: string;
  /** For a line that does not say when it was written. */
  nearAt: number;
}

/** Never throws: what is no JSON was cut off by a crash, and is shown as it is. */
export function parseLine(raw: string, place: LinePlace): LogLine {
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(raw) as Record<string, unknown>;
  } catch {
    found = { event: raw, level: 40 };
  }
  const { level, time, process, pid, event, msg, job, jobId, engine, trace, ...fields } = found;
  return {
    id: place.id,
    at: typeof time === 'number' ? time : place.nearAt,
    level: levelOf(level),
    process: text(process) ?? place.process,
    pid: typeof pid === 'number' ? pid : null,
    event: text(event) ?? text(msg) ?? '',
    jobId: text(job) ?? text(jobId),
    engine: text(engine),
    traceId: text(trace),
    fields,
  };
}

/** A quick look at the text that never turns away a line which the filter wants. */
export type RawTest = (raw: string) => boolean;

export function rawTestOf(filter: LogFilter): RawTest {
  const needles = [filter.engine, filter.jobId, filter.traceId].flatMap((value) =>
    value === undefined ? [] : [JSON.stringify(value)],
  );
  // As it stands in JSON: a quote in the searched text is escaped in the file.
  const words = filter.text ? JSON.stringify(filter.text).slice(1, -1).toLowerCase() : null;
  const least = filter.level ? numberOfLevel[filter.level] : 0;
  return (raw) => {
    if (least > 20) {
      const level = /^\{"level":(\d+)/.exec(raw)?.[1];
      if (level !== undefined && Number(level) < least) return false;
    }
    if (needles.some((needle) => !raw.includes(needle))) return false;
    return words === null || raw.toLowerCase().includes(words);
  };
}

/** Whether the filter wants a line that passed `rawTestOf`. */
export function lineTestOf(filter: LogFilter): (line: LogLine) => boolean {
  const least = filter.level ? numberOfLevel[filter.level] : 0;
  return (line) =>
    numberOfLevel[line.level] >= least &&
    (filter.from === undefined || line.at >= filter.from) &&
    (filter.to === undefined || line.at < filter.to) &&
    (!filter.processes?.length || filter.processes.includes(line.process)) &&
    (filter.engine === undefined || line.engine === filter.engine) &&
    (filter.jobId === undefined || line.jobId === filter.jobId) &&
    (filter.traceId === undefined || line.traceId === filter.traceId);
}
