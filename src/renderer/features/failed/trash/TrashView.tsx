/** Discarded letters, which can be restored for some days. */
import { useMemo, useState } from 'react';
import { Button, CloseButton } from '@mantine/core';
import { IconRestore, IconTrashOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type TrashPage, type TrashedLetter, trashDays } from '#contract/dead-letters';
import { client, trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellActResult, tellProblem } from '../../../shell/job-acts';
import { problemOf } from '../../../shell/problem';
import { pageSize, useWindowed, type WindowedSource } from '../../../shell/use-windowed';
import { EmptyNote } from '../../../ui/EmptyNote';
import { formatCount } from '../../../ui/format';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import type { Column } from '../../../ui/table-types';
import { Time } from '../../../ui/Time';
import { useSelection } from '../../../ui/use-selection';
import { VirtualTable } from '../../../ui/VirtualTable';
import classes from '../Failed.module.css';
import type { FailedSearch } from '../search';

const columns: readonly Column<TrashedLetter, never>[] = [
  { key: 'discarded', header: 'Discarded', width: '100px', cell: (row) => <Time at={row.discardedAt} /> },
  {
    key: 'file',
    header: 'File',
    width: 'minmax(170px, 1fr)',
    cell: (row) => <span title={row.fileName}>{row.fileName}</span>,
  },
  {
    key: 'why',
    header: 'Why it was discarded',
    width: 'minmax(180px, 1.2fr)',
    cell: (row) => <span title={row.reason}>{row.reason}</span>,
  },
  {
    key: 'error',
    header: 'Error',
    width: 'minmax(200px, 1.4fr)',
    cell: (row) => <span title={`${row.errorCode}: ${row.errorMessage}`}>{row.errorMessage}</span>,
  },
  { key: 'engine', header: 'Engine', width: '92px', cell: (row) => row.engine },
  {
    key: 'purged',
    header: 'Deleted on',
    width: '130px',
    cell: (row) => <Time at={row.purgedAt} part="date" />,
  },
];
const keyOf = (row: TrashedLetter): string => row.jobId;

export function TrashView({ search }: { search: FailedSearch }) {
  const [cursor, setCursor] = useState(0);
  const { q } = search;
  const source = useMemo<WindowedSource<TrashedLetter, TrashPage>>(() => {
    const query = (offset: number) => ({ offset, limit: pageSize, ...(q ? { search: q } : {}) });
    return {
      key: (offset) => trpc.deadLetters.trash.queryKey(query(offset)),
      fetch: (offset, signal) => client.deadLetters.trash.query(query(offset), { signal }),
    };
  }, [q]);
  const trash = useWindowed(source);
  const selection = useSelection({ rowAt: trash.rowAt, rowKey: keyOf });
  const { chosen } = selection;
  const cache = useQueryClient();
  const restore = useMutation(
    trpc.deadLetters.restore.mutationOptions({
      onSuccess: (result) => {
        selection.clear();
        tellActResult('restored', result);
        void cache.invalidateQueries({ queryKey: trpc.deadLetters.pathKey() });
      },
      onError: (error) => tellProblem('Nothing was restored', error),
    }),
  );
  const loaded = trash.anyPage?.rows ?? [];
  const all = chosen.size > 0 && chosen.size >= loaded.length;
  const choice = { all, some: chosen.size > 0, onToggle: () => selection.set(all ? [] : loaded.map(keyOf)) };
  if (trash.error !== null) return <ProblemPanel problem={problemOf(trash.error)} onRetry={trash.refetch} />;
  if (trash.total === 0)
    return (
      <EmptyNote
        icon={<IconTrashOff size={26} />}
        title={q ? 'Nothing in the trash matches' : 'The trash is empty'}
      >
        Discarded letters stay here for {trashDays} days and can be restored until then.
      </EmptyNote>
    );
  return (
    <>
      {chosen.size > 0 && (
        <div className={classes.bulk} data-chosen role="toolbar" aria-label="Acts on the chosen letters">
          <strong className="tabular">{formatCount(chosen.size)} chosen</strong>
          <Button
            variant="default"
            leftSection={<IconRestore size={14} />}
            loading={restore.isPending}
            onClick={() => restore.mutate({ ids: [...chosen], key: newKey() })}
          >
            Restore
          </Button>
          <CloseButton size="sm" ml="auto" aria-label="Choose none" onClick={selection.clear} />
        </div>
      )}
      <VirtualTable
        label="Discarded letters"
        columns={columns}
        count={trash.total ?? 12}
        busy={trash.isStale}
        rowAt={trash.rowAt}
        rowKey={keyOf}
        rowLabel={(row) => row.fileName}
        onRange={trash.onRange}
        cursor={cursor}
        onCursor={setCursor}
        onOpen={(row, index) => selection.choose(row, index, false)}
        selected={chosen}
        onSelect={selection.choose}
        choice={choice}
        onEscape={selection.clear}
      />
    </>
  );
}
