/** What the address of the log page holds: filter, window, and a moment to look at. */
import { z } from 'zod';
import { LogLevel, type LogFilter } from '#contract/logs';
import { TimeWindowSearch } from '../../ui/time-window';

export const LogsSearch = TimeWindowSearch.extend({
  q: z.string().max(200).optional().catch(undefined),
  level: LogLevel.optional().catch(undefined),
  processes: z.array(z.string().max(60)).max(50).optional().catch(undefined),
  engine: z.string().max(40).optional().catch(undefined),
  job: z.string().max(100).optional().catch(undefined),
  trace: z.string().max(32).optional().catch(undefined),
  /** Ms since the epoch. */
  at: z.number().min(0).max(8.64e15).optional().catch(undefined),
});
export type LogsSearch = z.infer<typeof LogsSearch>;

export function filterOf(search: LogsSearch): LogFilter {
  return {
    ...(search.q ? { text: search.q } : {}),
    ...(search.level ? { level: search.level } : {}),
    ...(search.processes?.length ? { processes: search.processes } : {}),
    ...(search.engine ? { engine: search.engine } : {}),
    ...(search.job ? { jobId: search.job } : {}),
    ...(search.trace ? { traceId: search.trace } : {}),
    ...(search.from === undefined ? {} : { from: search.from }),
    ...(search.to === undefined ? {} : { to: search.to }),
  };
}

export function isFiltered(search: LogsSearch): boolean {
  return Object.keys(filterOf(search)).length > 0;
}

/** Of the download with the same filter. */
export function downloadUrl(search: LogsSearch, form: 'json' | 'text'): string {
  const { q, level, processes, engine, job, trace, from, to } = search;
  const values = { text: q, level, process: processes?.join(','), engine, job, trace, from, to, form };
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return `/api/v1/logs?${new URLSearchParams(given).toString()}`;
}
