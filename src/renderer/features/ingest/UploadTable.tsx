/** The files of an upload that is still going on; ten thousand of them scroll smoothly. */
import { useMemo, useState } from 'react';
import { Reason } from '../../shell/Reason';
import { formatBytes } from '../../ui/format';
import type { Column } from '../../ui/table-types';
import { VirtualTable } from '../../ui/VirtualTable';
import { UploadBadge } from './UploadBadge';
import type { UploadSession } from './upload-session';
import type { UploadFile, UploadState } from './upload-types';

export type UploadFilter = 'all' | 'refused' | 'failed';

const statesOf: Record<UploadFilter, readonly UploadState[] | null> = {
  all: null,
  refused: ['refused'],
  failed: ['failed'],
};

/** Rows are made anew for each revision, because files are changed in place and rows on screen compare by identity. */
type Row = UploadFile & { readonly index: number };

const stateColumn: Column<Row, never> = {
  key: 'state',
  header: 'State',
  width: '124px',
  cell: (row) => <UploadBadge file={row} />,
};
const fileColumn: Column<Row, never> = {
  key: 'file',
  header: 'File',
  width: 'minmax(120px, 1fr)',
  cell: (row) => <span title={row.message ?? row.path}>{row.path}</span>,
};
const remarkColumn: Column<Row, never> = {
  key: 'remark',
  header: 'Remark',
  width: 'minmax(200px, 1fr)',
  cell: (row) =>
    row.message === null ? null : (
      <Reason code={row.code} message={row.message} tone={row.state === 'failed' ? 'bad' : 'warn'} />
    ),
};
const sizeColumn: Column<Row, never> = {
  key: 'size',
  header: 'Size',
  width: '76px',
  align: 'right',
  cell: (row) => formatBytes(row.sizeBytes),
};

const full = [stateColumn, fileColumn, remarkColumn, sizeColumn];
const narrow: Column<Row, never>[] = [
  {
    ...fileColumn,
    cell: (row) => (
      <span title={row.message ?? row.path}>
        {row.path}{' '}
        {row.message !== null && (
          <Reason code={null} message={row.message} tone={row.state === 'failed' ? 'bad' : 'warn'} />
        )}
      </span>
    ),
  },
  stateColumn,
];
const keyOf = (row: Row): string => String(row.index);
const labelOf = (row: Row): string => row.path;

interface UploadTableProps {
  session: UploadSession;
  revision: number;
  filter: UploadFilter;
  compact?: boolean;
}

export function UploadTable({ session, revision, filter, compact = false }: UploadTableProps) {
  const [cursor, setCursor] = useState(0);
  const indices = useMemo(() => {
    const states = statesOf[filter];
    if (states === null) return null;
    return session.files.flatMap((file, index) => (states.includes(file.state) ? [index] : []));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- files are changed in place; the revision tells of it
  }, [session, filter, revision]);
  const rowAt = (at: number): Row | undefined => {
    const index = indices === null ? at : indices[at];
    const file = index === undefined ? undefined : session.files[index];
    return file && index !== undefined ? { ...file, index } : undefined;
  };
  return (
    <VirtualTable
      label="Files of the upload"
      columns={compact ? narrow : full}
      count={indices === null ? session.files.length : indices.length}
      rowAt={rowAt}
      rowKey={keyOf}
      rowLabel={labelOf}
      cursor={cursor}
      onCursor={setCursor}
    />
  );
}
