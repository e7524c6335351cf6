/** The backups of a folder, each with what it holds. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRestore, IconShieldCheck, IconTrash } from '@tabler/icons-react';
import type { BackupSummary } from '#contract/backups';
import { useVerifyBackup } from '../../shell/acts/use-verify-backup';
import { formatBytes, formatCount, formatDuration } from '../../ui/format';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { Time } from '../../ui/Time';
import { useRemoveBackup } from './use-remove-backup';

interface BackupTableProps {
  backups: readonly BackupSummary[];
  folder: string | null;
  /** Null while none can be restored. */
  onRestore: ((backup: BackupSummary) => void) | null;
}

const runsIn = ({ jobs }: BackupSummary) => Object.values(jobs).reduce((sum, count) => sum + count, 0);

export function BackupTable({ backups, folder, onRestore }: BackupTableProps) {
  const columns: SortColumn<BackupSummary>[] = [
    { key: 'name', header: 'Backup', value: ({ name }) => name, cell: ({ name }) => <code>{name}</code> },
    {
      key: 'at',
      header: 'Made',
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    { key: 'runs', header: 'Runs', right: true, value: runsIn, cell: (row) => formatCount(runsIn(row)) },
    {
      key: 'letters',
      header: 'Dead letters',
      right: true,
      value: ({ deadLetters }) => deadLetters,
      cell: ({ deadLetters }) => formatCount(deadLetters),
    },
    {
      key: 'bytes',
      header: 'Size',
      right: true,
      value: ({ bytes }) => bytes,
      cell: ({ bytes }) => formatBytes(bytes),
    },
    {
      key: 'new',
      header: 'New',
      right: true,
      value: ({ newBytes }) => newBytes,
      cell: ({ newBytes }) => formatBytes(newBytes),
    },
    {
      key: 'took',
      header: 'Took',
      right: true,
      value: ({ tookMs }) => tookMs,
      cell: ({ tookMs }) => formatDuration(tookMs),
    },
    { key: 'version', header: 'Version', value: ({ version }) => version, cell: ({ version }) => version },
    {
      key: 'acts',
      header: '',
      value: () => null,
      cell: (row) => <Acts name={row.name} folder={folder} onRestore={onRestore && (() => onRestore(row))} />,
    },
  ];
  return <SortTable label="Backups" rows={backups} columns={columns} keyOf={({ name }) => name} empty="" />;
}

interface ActsProps {
  name: string;
  folder: string | null;
  onRestore: (() => void) | null;
}

function Acts({ name, folder, onRestore }: ActsProps) {
  const verify = useVerifyBackup(folder);
  const remove = useRemoveBackup(folder);
  return (
    <span style={{ display: 'flex', gap: 4, justifyContent: 'flex-end' }}>
      <Tooltip label="Verify: read every content again">
        <ActionIcon
          variant="subtle"
          aria-label={`Verify ${name}`}
          loading={verify.isPending}
          onClick={() => verify.mutate(name)}
        >
          <IconShieldCheck size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Restore…">
        <ActionIcon
          variant="subtle"
          aria-label={`Restore ${name}`}
          disabled={onRestore === null}
          onClick={() => onRestore?.()}
        >
          <IconRestore size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Remove…">
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={`Remove ${name}`}
          loading={remove.removing === name}
          onClick={() => void remove.ask(name)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
