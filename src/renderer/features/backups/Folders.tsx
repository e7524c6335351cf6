/** Where backups go, of schedules too, so that nobody has to know the path of a folder. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BackupFolder } from '#contract/backups';
import { trpc } from '../../shell/api';
import { formatCount } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { SortTable, type SortColumn } from '../../ui/SortTable';

interface FoldersProps {
  /** Whose backups are on screen. */
  shown: string | null;
  onShow(folder: BackupFolder): void;
}

const writtenBy = ({ usual, schedules }: BackupFolder): string =>
  [...(usual ? ['Back up now'] : []), ...schedules.map((name) => `schedule “${name}”`)].join(', ') ||
  'named by hand';

/** Left out while there is only the usual one. */
export function Folders({ shown, onShow }: FoldersProps) {
  const folders = useQuery(trpc.backups.folders.queryOptions()).data ?? [];
  if (folders.length < 2) return null;
  const columns: SortColumn<BackupFolder>[] = [
    {
      key: 'folder',
      header: 'Folder',
      value: ({ folder }) => folder,
      cell: ({ folder }) => <code>{folder}</code>,
    },
    { key: 'by', header: 'Written by', value: writtenBy, cell: writtenBy },
    {
      key: 'backups',
      header: 'Backups',
      right: true,
      value: ({ backups }) => backups,
      cell: ({ backups }) => formatCount(backups),
    },
    {
      key: 'newest',
      header: 'Newest',
      value: ({ newest }) => newest,
      cell: ({ newest }) => (newest === null ? '–' : <code>{newest}</code>),
    },
    {
      key: 'show',
      header: '',
      value: () => null,
      cell: (row) =>
        row.folder === shown ? (
          'shown above'
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Show what is in ${row.folder}`}
            onClick={() => onShow(row)}
          >
            Show
          </Button>
        ),
    },
  ];
  return (
    <Panel title="Where they are kept" flush>
      <SortTable
        label="Where they are kept"
        rows={folders}
        columns={columns}
        keyOf={({ folder }) => folder}
        empty=""
      />
    </Panel>
  );
}
