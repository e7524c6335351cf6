/** All runs: filter, sort, watch, choose, act. */
import { useCallback, useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { JobRow } from '#contract/jobs';
import { trpc } from '../../shell/api';
import { problemOf } from '../../shell/problem';
import { SavedViewMenu } from '../../shell/SavedViewMenu';
import { usePreferences } from '../../state/preferences';
import { plural } from '../../ui/format';
import { Page } from '../../ui/Page';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { useSelection } from '../../ui/use-selection';
import { VirtualTable } from '../../ui/VirtualTable';
import { BulkBar } from './BulkBar';
import { allColumns, tableName } from './columns';
import { NoRuns } from './NoRuns';
import { RunsToolbar } from './RunsToolbar';
import { filterOf, isFiltered, sortOf, sortedBy, type RunsSearch } from './search';
import { useRuns } from './use-runs';

const route = getRouteApi('/runs');
const rowKey = (row: JobRow): string => row.id;
const rowLabel = (row: JobRow): string => row.fileName;
/** Rows shown as placeholders before the first page says how many there are. */
const ghostRows = 30;

export function RunsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const [cursor, setCursor] = useState(0);
  const filter = useMemo(() => filterOf(search), [search]);
  const sort = useMemo(() => sortOf(search), [search]);
  const runs = useRuns(filter, sort);
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  const engine = engines.find((one) => one.name === search.engine);
  const selection = useSelection({ rowAt: runs.rowAt, rowKey });
  const { chosen, choose, clear } = selection;

  const change = useCallback(
    (next: RunsSearch) => {
      setCursor(0);
      clear();
      void navigate({ to: '/runs', search: next, replace: true });
    },
    [navigate, clear],
  );
  const open = useCallback(
    (row: JobRow) => void navigate({ to: '/runs/$id', params: { id: row.id } }),
    [navigate],
  );

  const hidden = usePreferences((state) => state.hiddenColumns[tableName]);
  const possible = useMemo(() => allColumns(engine), [engine]);
  const columns = useMemo(
    () => possible.filter((column) => !hidden?.includes(column.key)),
    [possible, hidden],
  );
  const loaded = runs.anyPage?.rows ?? [];
  const all = chosen.size > 0 && chosen.size >= loaded.length;
  const choice = { all, some: chosen.size > 0, onToggle: () => selection.set(all ? [] : loaded.map(rowKey)) };

  return (
    <Page
      name="Runs"
      title="Runs"
      fill
      actions={
        <>
          <span className="tabular">{runs.total === null ? '' : plural(runs.total, 'run')}</span>
          <SavedViewMenu page="/runs" search={search} />
        </>
      }
      toolbar={<RunsToolbar search={search} engines={engines} columns={possible} onChange={change} />}
    >
      {runs.error !== null && <ProblemPanel problem={problemOf(runs.error)} onRetry={runs.refetch} />}
      <BulkBar selection={selection} filter={filter} total={runs.total ?? 0} />
      {runs.total === 0 ? (
        <NoRuns filtered={isFiltered(search)} onClear={() => change({})} />
      ) : (
        <VirtualTable
          label="Runs"
          columns={columns}
          count={runs.total ?? ghostRows}
          busy={runs.isStale}
          rowAt={runs.rowAt}
          rowKey={rowKey}
          rowLabel={rowLabel}
          choice={choice}
          onEscape={clear}
          onRange={runs.onRange}
          sort={sort}
          onSort={(key) => change(sortedBy(search, key))}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={open}
          selected={chosen}
          onSelect={choose}
        />
      )}
    </Page>
  );
}
