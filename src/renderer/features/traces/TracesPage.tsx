/** All traces that are kept: find the slow and the failed ones. */
import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { TracePage, TraceRow, TraceStore } from '#contract/traces';
import { client, trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { SameTime } from '../../shell/SameTime';
import { SavedViewMenu } from '../../shell/SavedViewMenu';
import { pageSize, useWindowed, type WindowedSource } from '../../shell/use-windowed';
import { useNow } from '../../ui/clock';
import { formatBytes, formatCount, formatDuration, plural } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { VirtualTable } from '../../ui/VirtualTable';
import { traceColumns } from './columns';
import { NoTraces } from './NoTraces';
import { filterOf, sortOf, sortedBy, type TracesSearch } from './search';
import { TracesToolbar } from './TracesToolbar';
import classes from './Traces.module.css';

const route = getRouteApi('/traces');
const rowKey = (row: TraceRow): string => row.traceId;
const rowLabel = (row: TraceRow): string => row.name;
const ghostRows = 20;
const lookMs = 4000;

export function TracesPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const now = useNow(10_000);
  const [cursor, setCursor] = useState(0);
  const source = useMemo<WindowedSource<TraceRow, TracePage>>(() => {
    const query = (offset: number) => ({
      filter: filterOf(search),
      sort: sortOf(search),
      offset,
      limit: pageSize,
    });
    return {
      key: (offset) => trpc.traces.page.queryKey(query(offset)),
      fetch: (offset, signal) => client.traces.page.query(query(offset), { signal }),
    };
  }, [search]);
  const traces = useWindowed(source);
  const store = useQuery({ ...trpc.traces.store.queryOptions(), refetchInterval: lookMs }).data;
  // The list is read again when there are more.
  const count = store?.traces;
  const [seen, setSeen] = useState(count);
  if (count !== seen) {
    setSeen(count);
    if (seen !== undefined) queueMicrotask(traces.refetch);
  }
  const change = useCallback(
    (next: TracesSearch) => {
      setCursor(0);
      void navigate({ to: '/traces', search: next, replace: true });
    },
    [navigate],
  );
  const open = useCallback(
    (row: TraceRow) => void navigate({ to: '/traces/$id', params: { id: row.traceId } }),
    [navigate],
  );
  const filtered = Object.keys(filterOf(search)).length > 0;

  return (
    <Page
      name="Traces"
      title="Traces"
      fill
      actions={
        <>
          {search.from !== undefined && <SameTime from={search.from} to={search.to ?? now} except="traces" />}
          <span className="tabular">{traces.total === null ? '' : plural(traces.total, 'trace')}</span>
          {store && <Kept store={store} />}
          <SavedViewMenu page="/traces" search={{ ...search }} />
        </>
      }
      toolbar={<TracesToolbar search={search} onChange={change} />}
    >
      {traces.error !== null && <ProblemPanel problem={problemOf(traces.error)} onRetry={traces.refetch} />}
      {traces.total === 0 ? (
        <NoTraces filtered={filtered} store={store} onClear={() => change({})} />
      ) : (
        <VirtualTable
          label="Traces"
          columns={traceColumns}
          count={traces.total ?? ghostRows}
          busy={traces.isStale}
          rowAt={traces.rowAt}
          rowKey={rowKey}
          rowLabel={rowLabel}
          onRange={traces.onRange}
          sort={sortOf(search)}
          onSort={(key) => change(sortedBy(search, key))}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={open}
        />
      )}
    </Page>
  );
}

/** How much is kept, and whether the collector gets it. */
function Kept({ store }: { store: TraceStore }) {
  const sent = store.export;
  const kept = `${formatBytes(store.bytes)} of ${formatBytes(store.maxBytes)}, ${store.days} days at most. Failed ones and those with a run over ${formatDuration(store.slowMs)} are always kept, of the others ${formatCount(store.perSecond)} a second.`;
  return (
    <Tooltip multiline w={320} label={sent ? `${kept} Sent to ${sent.endpoint}.` : kept}>
      <span className={classes.kept} tabIndex={0}>
        {formatBytes(store.bytes)}
        {sent && (
          <span data-bad={sent.problem !== null || undefined}>
            {sent.problem === null
              ? ` · ${formatCount(sent.sentSpans)} spans exported`
              : ` · export: ${sent.problem}`}
          </span>
        )}
      </span>
    </Tooltip>
  );
}
