/** Reads what the league table of a batch is made of: the scores of each flight, and summaries of the other engines. */
import { useState } from 'react';
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { FlightlineError } from '#contract/errors';
import type { JobRow } from '#contract/jobs';
import { XcscoreOutput } from '#contract/xcscore';
import { client } from '../../../shell/api';
import { fetchView } from '../../../shell/fetch-view';
import type { RuleFigures, ScoredFile, Summaries, Summary } from './ranking';

const pageSize = 500;
/** Each scored file is one request, so that a table of thousands would read for minutes. */
export const mostFiles = 2000;
/** Side by side, so that the gateway has room for others. */
const readers = 4;
const keptMs = 600_000;

export interface League {
  files: ScoredFile[];
  metrics: Summaries;
  places: Summaries;
  /** Scored files in the batch, of which the first `mostFiles` were read. */
  total: number;
}

async function completedRows(batchId: string, engine: string, signal: AbortSignal) {
  const rows: JobRow[] = [];
  let total: number;
  do {
    const filter = { batchId, engine, states: ['completed' as const] };
    const sort = { key: 'fileName' as const, descending: false };
    const page = await client.jobs.page.query(
      { filter, sort, offset: rows.length, limit: pageSize },
      { signal },
    );
    total = page.total;
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
  } while (rows.length < Math.min(total, mostFiles));
  return { rows, total };
}

async function summaries(batchId: string, engine: string, signal: AbortSignal): Promise<Summaries> {
  const info = (await client.system.engines.query(undefined, { signal })).find(({ name }) => name === engine);
  const { rows } = await completedRows(batchId, engine, signal);
  const keyed = (row: JobRow): Summary =>
    Object.fromEntries((info?.columns ?? []).map(({ key }, k) => [key, row.summary?.[k] ?? null]));
  return new Map(rows.map((row) => [row.sha256, keyed(row)]));
}

/** Only what the table needs is kept of a result. */
async function rulesOf(jobId: string, signal: AbortSignal): Promise<Map<string, RuleFigures>> {
  const parsed = XcscoreOutput.safeParse(await fetchView(jobId, 'json', signal));
  if (!parsed.success)
    throw new FlightlineError('ENGINE_FAILED', 'A score is not of the shape this console knows.');
  return new Map(
    parsed.data.scores.map(({ rule, name, score, type, distanceKm, optimal }) => [
      rule,
      { name, score, type: type?.name ?? null, distanceKm, optimal },
    ]),
  );
}

interface Reading {
  cache: QueryClient;
  signal: AbortSignal;
  onRead(count: number): void;
}

async function scoredFiles(
  rows: readonly JobRow[],
  { cache, signal, onRead }: Reading,
): Promise<ScoredFile[]> {
  const files: ScoredFile[] = new Array<ScoredFile>(rows.length);
  const left = rows.entries();
  let read = 0;
  await Promise.all(
    Array.from({ length: readers }, async () => {
      for (const [k, { id, fileName, sha256 }] of left) {
        signal.throwIfAborted();
        const rules = await cache.fetchQuery({
          queryKey: ['league scores', id],
          queryFn: () => rulesOf(id, signal),
          staleTime: Infinity,
          gcTime: keptMs,
        });
        files[k] = { jobId: id, fileName, sha256, rules };
        read += 1;
        if (read % 10 === 0) onRead(read);
      }
    }),
  );
  return files;
}

/** @param completed how many jobs of the batch have completed: more of them, and the table is read again */
export function useLeague(batchId: string, completed: number) {
  const cache = useQueryClient();
  const [read, setRead] = useState({ count: 0, of: 0 });
  const league = useQuery({
    queryKey: ['league', batchId, completed],
    queryFn: async ({ signal }): Promise<League> => {
      const [scored, metrics, places] = await Promise.all([
        completedRows(batchId, 'xcscore', signal),
        summaries(batchId, 'xcmetrics', signal),
        summaries(batchId, 'geolookup', signal),
      ]);
      const rows = scored.rows.slice(0, mostFiles);
      const onRead = (count: number): void => setRead({ count, of: rows.length });
      const files = await scoredFiles(rows, { cache, signal, onRead });
      return { files, metrics, places, total: scored.total };
    },
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  return { league, read };
}
