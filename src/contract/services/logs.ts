/** The log files of all processes. */
import type {
  LogAfter,
  LogAfterQuery,
  LogFilter,
  LogPage,
  LogPageQuery,
  LogStore,
  LogTail,
  LogTailQuery,
} from '../logs';

export interface LogService {
  /** The newest lines that a filter wants, or older ones. */
  page(query: LogPageQuery): Promise<LogPage>;
  /** Lines from a moment on, oldest first. */
  after(query: LogAfterQuery): Promise<LogAfter>;
  /** What came since a position; waits a while for a first line. Who asks late is told how much was left out. */
  tail(query: LogTailQuery, signal: AbortSignal): Promise<LogTail>;
  store(): Promise<LogStore>;
  /** All lines, newest first, in pieces: for downloads. */
  all(filter: LogFilter): AsyncIterable<LogPage>;
}
