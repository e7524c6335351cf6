/** What restores moved aside, to be removed when nobody needs it; nothing where there is none. */
import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SetAside } from '#contract/backups';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellProblem } from '../../shell/job-acts';
import { problemOf } from '../../shell/problem';
import { confirm } from '../../ui/confirm';
import { CopyField } from '../../ui/CopyField';
import { formatBytes, formatCount, plural } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { SortTable, type SortColumn } from '../../ui/SortTable';
import { Time } from '../../ui/Time';

const lookEveryMs = 1000;

const columns: SortColumn<SetAside>[] = [
  {
    key: 'name',
    header: 'Folder',
    value: ({ name }) => name,
    cell: ({ name, path }) => <CopyField value={path} shown={name} label={`Copy the path of ${name}`} />,
  },
  { key: 'at', header: 'Set aside', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
  { key: 'why', header: 'What it is', value: ({ why }) => why, cell: ({ why }) => why },
  {
    key: 'files',
    header: 'Files',
    right: true,
    value: ({ files }) => files,
    cell: ({ files }) => formatCount(files),
  },
  {
    key: 'bytes',
    header: 'Size',
    right: true,
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => formatBytes(bytes),
  },
  { key: 'acts', header: '', value: () => null, cell: (row) => <Remove aside={row} /> },
];

export function Asides() {
  const list = useQuery(
    trpc.backups.asides.queryOptions(undefined, {
      // Held until the restore is over, of which nobody tells.
      refetchInterval: ({ state: { data } }) =>
        data?.some(({ held }) => held !== null) ? lookEveryMs : false,
    }),
  );
  if (list.isError)
    return (
      <ProblemPanel
        title="What restores set aside could not be listed"
        problem={problemOf(list.error)}
        onRetry={() => void list.refetch()}
      />
    );
  const rows = list.data ?? [];
  if (rows.length === 0) return null;
  const bytes = rows.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <Panel title="Set aside by restores" flush>
      <Text size="sm" c="dimmed" px="md" pb="xs">
        A restore keeps what was there before: {plural(rows.length, 'folder')}, {formatBytes(bytes)}, in the
        data directory. No backup holds any of it.
      </Text>
      <SortTable
        label="Set aside by restores"
        rows={rows}
        columns={columns}
        keyOf={({ name }) => name}
        empty=""
      />
    </Panel>
  );
}

function Remove({ aside: { name, at, bytes, held } }: { aside: SetAside }) {
  const cache = useQueryClient();
  const remove = useMutation(
    trpc.backups.removeAsides.mutationOptions({
      onSuccess({ skipped: [left] }) {
        if (left) tellProblem('It was not removed', new Error(left.reason));
        void cache.invalidateQueries({ queryKey: trpc.backups.pathKey() });
      },
      onError: (error) => tellProblem('It was not removed', error),
    }),
  );
  const ask = async (): Promise<void> => {
    const body = `What the instance was until ${new Date(at).toLocaleString()} is gone then (${formatBytes(bytes)}). It cannot be taken back.`;
    const title = `Remove ${name}?`;
    if (await confirm({ title, body, confirmLabel: 'Remove it', danger: true }))
      remove.mutate({ names: [name], key: newKey() });
  };
  return (
    <Tooltip label={held ?? 'Remove…'}>
      <ActionIcon
        variant="subtle"
        color="red"
        aria-label={`Remove ${name}`}
        disabled={held !== null}
        loading={remove.isPending}
        onClick={() => void ask()}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
