/** The members of a batch, read in pages as they come on screen; used by batches and by ingest. */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { BatchMember, MemberState } from '#contract/batches';
import { CopyIcon } from '../ui/CopyIcon';
import { ProblemPanel } from '../ui/ProblemPanel';
import { StateBadge } from '../ui/StateBadge';
import { formatBytes } from '../ui/format';
import type { Column } from '../ui/table-types';
import { VirtualTable } from '../ui/VirtualTable';
import { client, trpc } from './api';
import type { MemberFilter } from './members-search';
import { Reason } from './Reason';
import { problemOf } from './problem';
import { pageSize, useWindowed, type WindowedSource } from './use-windowed';

interface MembersTableProps {
  batchId: string;
  show: MemberFilter;
  search: string;
  /** Few columns, for narrow places. */
  compact?: boolean;
  empty: ReactNode;
}

const statesOf: Record<MemberFilter, MemberState[] | undefined> = {
  all: undefined,
  refused: ['refused'],
  failed: ['failed'],
  completed: ['completed'],
  open: ['waiting', 'active', 'delayed', 'paused'],
};

const state: Column<BatchMember, never> = {
  key: 'state',
  header: 'State',
  width: '124px',
  cell: (row) => <StateBadge state={row.state} progress={row.progress} />,
};
const file: Column<BatchMember, never> = {
  key: 'file',
  header: 'File',
  width: 'minmax(180px, 1fr)',
  cell: (row) => <span title={row.fileName}>{row.fileName}</span>,
};
const reason: Column<BatchMember, never> = {
  key: 'reason',
  header: 'Remark',
  width: 'minmax(200px, 1fr)',
  cell: (row) => <MemberRemark row={row} />,
};
const size: Column<BatchMember, never> = {
  key: 'size',
  header: 'Size',
  width: '76px',
  align: 'right',
  cell: (row) => formatBytes(row.sizeBytes),
};
const engine: Column<BatchMember, never> = {
  key: 'engine',
  header: 'Engine',
  width: '92px',
  cell: (row) => row.engine ?? '–',
};
const id: Column<BatchMember, never> = {
  key: 'id',
  header: 'Run',
  width: '96px',
  cell: (row) =>
    row.jobId === null ? (
      '–'
    ) : (
      <>
        <code style={{ fontSize: 12 }}>{row.jobId.slice(0, 8)}</code>{' '}
        <CopyIcon value={row.jobId} label="Copy the run id" />
      </>
    ),
};

const full = [state, file, reason, engine, size, id];
const narrow: Column<BatchMember, never>[] = [
  {
    ...file,
    width: 'minmax(120px, 1fr)',
    cell: (row) => (
      <span title={row.fileName}>
        {row.fileName}{' '}
        {row.errorCode !== null && (
          <Reason code={null} message={row.errorMessage} tone={row.state === 'refused' ? 'warn' : 'bad'} />
        )}
      </span>
    ),
  },
  engine,
  state,
];

function MemberRemark({ row }: { row: BatchMember }) {
  if (row.errorCode !== null) {
    return (
      <Reason
        code={row.errorCode}
        message={row.errorMessage}
        tone={row.state === 'refused' ? 'warn' : 'bad'}
      />
    );
  }
  return row.duplicate ? (
    <Reason code={null} message="Same content as an earlier file: shares its run" tone="quiet" />
  ) : null;
}

const keyOf = (row: BatchMember): string => String(row.seq);
const labelOf = (row: BatchMember): string => row.fileName;

export function MembersTable({ batchId, show, search, compact = false, empty }: MembersTableProps) {
  const navigate = useNavigate();
  const [cursor, setCursor] = useState(0);
  const source = useMemo<WindowedSource<BatchMember>>(() => {
    const states = statesOf[show];
    const query = (offset: number) => ({
      batchId,
      offset,
      limit: pageSize,
      ...(states ? { states } : {}),
      ...(search ? { search } : {}),
    });
    return {
      list: batchId,
      key: (offset) => trpc.batches.members.queryKey(query(offset)),
      fetch: (offset, signal) => client.batches.members.query(query(offset), { signal }),
    };
  }, [batchId, show, search]);
  const members = useWindowed(source);
  const open = useCallback(
    (row: BatchMember) => {
      if (row.jobId !== null) void navigate({ to: '/runs/$id', params: { id: row.jobId } });
    },
    [navigate],
  );
  if (members.error !== null && members.total === null) {
    return <ProblemPanel problem={problemOf(members.error)} onRetry={members.refetch} />;
  }
  if (members.total === 0) return empty;
  return (
    <VirtualTable
      label="Files of the batch"
      columns={compact ? narrow : full}
      count={members.total ?? 12}
      busy={members.isStale}
      rowAt={members.rowAt}
      rowKey={keyOf}
      rowLabel={labelOf}
      onRange={members.onRange}
      cursor={cursor}
      onCursor={setCursor}
      onOpen={open}
    />
  );
}
