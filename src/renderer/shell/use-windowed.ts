/** Rows of a long list read in pages as they come on screen; a page that is not here yet leaves its rows empty. */
import { useCallback, useMemo, useState } from 'react';
import { useQueries, type QueryKey, type UseQueryResult } from '@tanstack/react-query';
import { useDebouncedCallback } from '@mantine/hooks';

export const pageSize = 100;
/** Pages passed over while dragging the scroll bar are not asked for. */
const settleMs = 60;

interface Page<Row> {
  rows: Row[];
  total: number;
}

export interface WindowedSource<Row, P extends Page<Row> = Page<Row>> {
  /** Which list it is, where a page shows several after each other: rows of one are never shown for another. */
  list?: string;
  key(offset: number): QueryKey;
  fetch(offset: number, signal: AbortSignal): Promise<P>;
}

export interface Windowed<Row, P extends Page<Row> = Page<Row>> {
  total: number | null;
  rowAt(index: number): Row | undefined;
  /** The first loaded page, for what comes with a page besides rows. */
  anyPage: P | null;
  error: unknown;
  /** The rows are those of the filter before, shown until the ones of this filter are here. */
  isStale: boolean;
  refetch(): void;
  onRange(start: number, end: number): void;
}

export function pagesFor(start: number, end: number, size = pageSize): number[] {
  const first = Math.floor(Math.max(0, start) / size);
  const last = Math.floor(Math.max(start, end) / size);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}

export function useWindowed<Row, P extends Page<Row>>(source: WindowedSource<Row, P>): Windowed<Row, P> {
  const [range, setRange] = useState<readonly [number, number]>([0, 50]);
  const settle = useDebouncedCallback((start: number, end: number) => setRange([start, end]), settleMs);
  const onRange = useCallback((start: number, end: number) => settle(start, end), [settle]);
  const offsets = useMemo(() => pagesFor(range[0], range[1]), [range]);
  const combine = useCallback(
    (results: UseQueryResult<P>[]) => combined<Row, P>(results, offsets),
    [offsets],
  );
  const state = useQueries({
    queries: offsets.map((offset) => ({
      queryKey: source.key(offset),
      queryFn: ({ signal }: { signal: AbortSignal }) => source.fetch(offset, signal),
    })),
    combine,
  });
  const isHere = state.anyPage !== null || state.error !== null;
  const [kept, setKept] = useState({ list: source.list, state });
  if (isHere && kept.state.anyPage !== state.anyPage) setKept({ list: source.list, state });
  const isStale = !isHere && kept.state.anyPage !== null && kept.list === source.list;
  const shown = isStale ? kept.state : state;
  return useMemo(() => ({ ...shown, isStale, onRange }), [shown, isStale, onRange]);
}

function combined<Row, P extends Page<Row>>(
  results: UseQueryResult<P>[],
  offsets: readonly number[],
): Omit<Windowed<Row, P>, 'onRange' | 'isStale'> {
  const pages = new Map<number, P>();
  results.forEach((result, index) => {
    const offset = offsets[index];
    if (result.data && offset !== undefined) pages.set(offset, result.data);
  });
  const newest = results.filter((result) => result.data).sort((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  const failed = results.find((result) => result.isError);
  return {
    total: newest?.data?.total ?? null,
    anyPage: newest?.data ?? null,
    rowAt: (index) => pages.get(Math.floor(index / pageSize) * pageSize)?.rows[index % pageSize],
    error: failed?.error ?? null,
    refetch: () => results.forEach((result) => void result.refetch()),
  };
}
