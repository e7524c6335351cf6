/** Lines of the log under a filter: read around a moment or from the newest back, and followed as they come. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogFilter, LogPosition } from '#contract/logs';
import { client } from '../../shell/api';
import { isPassing } from '../../shell/problem';
import { type LogRow, mostRows, noRows, withNewer, withOlder } from './log-rows';

const pageLines = 500;
const waitMs = 8000;
const retryMs = 1000;
/** Lines are drawn so often at most, however fast they come. */
const paceMs = 200;

export interface Logs {
  rows: readonly LogRow[];
  /** Nothing was read yet. */
  loading: boolean;
  loadingOlder: boolean;
  /** There may be older lines. */
  hasOlder: boolean;
  /** A rare text is looked for further and further back: how far that is. */
  reachedAt: number | null;
  /** The end of the list is the present. */
  atEnd: boolean;
  error: unknown;
  loadOlder(): void;
  loadNewer(): void;
  reload(): void;
}

interface Held {
  rows: readonly LogRow[];
  cut: boolean;
  older: LogPosition | null;
  position: LogPosition | null;
  atEnd: boolean;
  reachedAt: number | null;
}

const nothing: Held = { ...noRows, older: null, position: null, atEnd: false, reachedAt: null };

/** `key` names the filter: another one begins anew. */
export function useLogs(
  key: string,
  { filter, at, follow }: { filter: LogFilter; at: number | undefined; follow: boolean },
): Logs {
  const [held, setHeld] = useState<Held & { key: string | null }>({ ...nothing, key: null });
  const [loadingOlder, setLoadingOlder] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const given = useRef({ filter, at });
  const now = `${key}|${round}`;
  useEffect(() => {
    given.current = { filter, at };
  });

  useEffect(() => {
    const gone = new AbortController();
    void readFirst(given.current, gone.signal).then(
      (first) => {
        if (gone.signal.aborted) return;
        setError(null);
        setHeld({ ...first, key: now });
      },
      (failure: unknown) => gone.signal.aborted || setError(failure),
    );
    return () => gone.abort();
  }, [now]);

  const ready = held.key === now;
  const following = follow && ready && held.atEnd && filter.to === undefined;
  const { position } = held;
  const from = useRef(position);
  useEffect(() => {
    from.current = position;
  });
  useEffect(() => {
    if (!following) return;
    const gone = new AbortController();
    void tail(from, given.current.filter, gone.signal, (news) => setHeld((old) => grown(old, news)));
    return () => gone.abort();
  }, [following, now]);

  const busy = useRef(false);
  const loadOlder = useCallback(() => {
    if (busy.current || !ready || held.older === null || held.cut || held.rows.length >= mostRows) return;
    busy.current = true;
    setLoadingOlder(true);
    client.logs.page
      .query({ filter: given.current.filter, older: held.older, limit: pageLines * 2 })
      .then(
        (page) =>
          setHeld((old) =>
            old.key === now
              ? { ...old, ...withOlder(old, page.lines), older: page.older, reachedAt: page.reachedAt }
              : old,
          ),
        setError,
      )
      .finally(() => {
        busy.current = false;
        setLoadingOlder(false);
      });
  }, [ready, held.older, held.cut, held.rows.length, now]);

  const loadNewer = useCallback(() => {
    if (busy.current || !ready || held.atEnd || held.position === null) return;
    busy.current = true;
    client.logs.after
      .query({ filter: given.current.filter, start: { position: held.position }, limit: pageLines * 2 })
      .then(
        ({ lines, position: next, atEnd }) =>
          setHeld((old) =>
            old.key === now ? { ...old, ...withNewer(old, lines, 0), position: next, atEnd } : old,
          ),
        setError,
      )
      .finally(() => (busy.current = false));
  }, [ready, held.atEnd, held.position, now]);

  return {
    rows: ready ? held.rows : noRows.rows,
    loading: !ready && error === null,
    loadingOlder,
    hasOlder: ready && held.older !== null && !held.cut && held.rows.length < mostRows,
    reachedAt: held.reachedAt,
    atEnd: ready && held.atEnd,
    error,
    loadOlder,
    loadNewer,
    reload: useCallback(() => {
      setError(null);
      setRound((count) => count + 1);
    }, []),
  };
}

async function readFirst(
  { filter, at }: { filter: LogFilter; at: number | undefined },
  signal: AbortSignal,
): Promise<Held> {
  if (at === undefined) {
    const page = await client.logs.page.query({ filter, limit: pageLines }, { signal });
    const { lines, older, newest, reachedAt } = page;
    return { ...nothing, rows: lines, older, position: newest, atEnd: true, reachedAt };
  }
  const [before, after] = await Promise.all([
    client.logs.page.query({ filter: { ...filter, to: at }, limit: pageLines }, { signal }),
    client.logs.after.query({ filter, start: { at }, limit: pageLines }, { signal }),
  ]);
  return {
    ...nothing,
    rows: [...before.lines, ...after.lines],
    older: before.older,
    reachedAt: before.reachedAt,
    position: after.position,
    atEnd: after.atEnd,
  };
}

type News = Awaited<ReturnType<typeof client.logs.tail.query>>;

function grown<H extends Held>(old: H, { lines, skipped, position }: News): H {
  return { ...old, ...withNewer(old, lines, skipped), position };
}

/** Asks again and again until the signal aborts; a lost connection is waited for. */
async function tail(
  from: { current: LogPosition | null },
  filter: LogFilter,
  signal: AbortSignal,
  onNews: (news: News) => void,
): Promise<void> {
  let position = from.current ?? {};
  while (!signal.aborted) {
    try {
      const news = await client.logs.tail.query({ filter, position, waitMs }, { signal });
      if (signal.aborted) return;
      position = news.position;
      onNews(news);
      await pause(paceMs, signal);
    } catch (error) {
      if (signal.aborted || !isPassing(error)) return;
      await pause(retryMs, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
