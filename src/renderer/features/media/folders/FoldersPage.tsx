/** Watched folders: what appears in them is taken in by itself, also after a restart. */
import { useState } from 'react';
import { Badge, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import {
  IconEyePlus,
  IconFolderSearch,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { WatchedFolder } from '#contract/media/folders';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { confirm } from '../../../ui/confirm';
import { EmptyNote } from '../../../ui/EmptyNote';
import { formatCount, plural } from '../../../ui/format';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { Time } from '../../../ui/Time';
import { MediaTabs } from '../MediaTabs';
import { FolderFiles } from './FolderFiles';
import type { FoldersSearch } from './search';
import { useFolderActs } from './use-folder-acts';

const route = getRouteApi('/media/folders');

export function FoldersPage() {
  const folders = useQuery(trpc.media.folders.queryOptions(undefined, { refetchInterval: 5000 }));
  const acts = useFolderActs();
  return (
    <Page name="Watched folders" title="Watched folders" toolbar={<MediaTabs />}>
      <Stack gap="md" maw={900}>
        <AddFolder acts={acts} />
        {folders.isError && (
          <ProblemPanel problem={problemOf(folders.error)} onRetry={() => void folders.refetch()} />
        )}
        {folders.data?.length === 0 && (
          <EmptyNote icon={<IconFolderSearch size={24} />} title="No folder is watched">
            New and changed files of a watched folder are taken in when they have been written to their end.
            They stay where they are; what is taken in once is passed over from then on.
          </EmptyNote>
        )}
        {folders.data?.map((folder) => (
          <Folder key={folder.id} folder={folder} acts={acts} />
        ))}
      </Stack>
    </Page>
  );
}

type Acts = ReturnType<typeof useFolderActs>;

function AddFolder({ acts }: { acts: Acts }) {
  const [path, setPath] = useState('');
  const [recursive, setRecursive] = useState(true);
  return (
    <Panel title="Watch a folder">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          acts.watch(path.trim(), recursive, () => setPath(''));
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            style={{ flex: 1 }}
            label="Absolute path on the machine of this instance"
            placeholder="/home/me/Pictures"
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Checkbox
            mb={8}
            label="With the folders inside"
            checked={recursive}
            onChange={(event) => setRecursive(event.currentTarget.checked)}
          />
          <Button
            type="submit"
            leftSection={<IconEyePlus size={15} />}
            loading={acts.busy}
            disabled={path.trim() === ''}
          >
            Watch
          </Button>
        </Group>
      </form>
    </Panel>
  );
}

function stateOf({ paused, problem, scannedAt, waiting }: WatchedFolder): { text: string; color: string } {
  if (paused) return { text: 'Paused', color: 'gray' };
  if (problem) return { text: 'Not reachable', color: 'red' };
  if (waiting > 0) return { text: `${plural(waiting, 'file')} still being written`, color: 'yellow' };
  return scannedAt === null
    ? { text: 'Reading it for the first time', color: 'blue' }
    : { text: 'Watched', color: 'teal' };
}

function Folder({ folder, acts }: { folder: WatchedFolder; acts: Acts }) {
  const { id, path, recursive, paused, problem, scannedAt, taken, known, refused } = folder;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const open = search.folder === id;
  const show = (next: FoldersSearch) => void navigate({ search: next, replace: true });
  const state = stateOf(folder);
  const forget = async (): Promise<void> => {
    const yes = await confirm({
      title: 'Watch this folder no more?',
      body: 'What was taken in from it stays in the library, and nothing in the folder is touched.',
      confirmLabel: 'Watch no more',
    });
    if (yes) acts.forget(id);
  };
  return (
    <Panel
      title={path}
      aside={
        <Badge color={state.color} variant="light">
          {state.text}
        </Badge>
      }
    >
      <Stack gap="xs">
        <Text size="sm">
          {formatCount(taken)} taken in, {formatCount(known)} known already, {formatCount(refused)} refused
          {recursive ? '' : ', without the folders inside'}
        </Text>
        {problem && (
          <Text size="sm" c="red">
            {problem} It is looked for again by itself.
          </Text>
        )}
        <Text size="xs" c="dimmed">
          Last looked through: <Time at={scannedAt} />
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
            onClick={() => acts.pause(id, !paused)}
          >
            {paused ? 'Go on' : 'Pause'}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconTrash size={14} />}
            onClick={() => void forget()}
          >
            Watch no more
          </Button>
          <Button
            size="xs"
            variant="subtle"
            aria-expanded={open}
            onClick={() => show(open ? {} : { folder: id })}
          >
            {open ? 'Hide its files' : 'Show its files'}
          </Button>
        </Group>
        {open && (
          <FolderFiles
            folder={folder}
            outcome={search.outcome}
            onOutcome={(outcome) => show({ folder: id, outcome })}
          />
        )}
      </Stack>
    </Panel>
  );
}
