/** Backups of the whole instance: make one, see that it is whole, restore it. */
import { useEffect, useState } from 'react';
import { Alert, Button, Code, Group, Progress, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { BackupProgress, BackupSummary } from '#contract/backups';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { tellProblem } from '../../shell/job-acts';
import { problemOf } from '../../shell/problem';
import { useNow } from '../../ui/clock';
import { EmptyNote } from '../../ui/EmptyNote';
import { formatBytes, formatCount, formatEta } from '../../ui/format';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { ProblemPanel } from '../../ui/ProblemPanel';
import { Asides } from './Asides';
import { BackupTable } from './BackupTable';
import { Folders } from './Folders';
import { RestoreDialog } from './RestoreDialog';
import { RestoreState } from './RestoreState';
import { UnreadableBackups } from './UnreadableBackups';

const route = getRouteApi('/backups');
const lookEveryMs = 500;
/** On any system: the instance may run on another one than the browser. */
const absolutePath = /^(\/|\\\\|[A-Za-z]:[\\/])/;
const phases: Record<BackupProgress['phase'], string> = {
  database: 'Copying database, queue and journal',
  files: 'Copying files',
  finishing: 'Writing the manifest',
};

export function BackupsPage() {
  const cache = useQueryClient();
  const state = useQuery(
    trpc.backups.state.queryOptions(undefined, {
      refetchInterval: ({ state: { data } }) => (data?.running || data?.restoring ? lookEveryMs : false),
    }),
  ).data;
  const search = route.useSearch();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.folder ?? '');
  const [settled] = useDebouncedValue(typed.trim(), 300);
  const folder = settled === '' ? null : settled;
  // While it is typed, neither what is listed nor what would be done is of the folder on screen.
  const isSettled = typed.trim() === settled;
  const usable = isSettled && (folder === null || absolutePath.test(folder));
  const list = useQuery(trpc.backups.list.queryOptions({ folder }, { enabled: usable }));
  const unreadable =
    useQuery(trpc.backups.unreadable.queryOptions({ folder }, { enabled: usable })).data ?? [];
  const [closed, setClosed] = useState<string | null>(null);
  const [chosen, setChosen] = useState<BackupSummary | null>(null);
  const again = (): void => void cache.invalidateQueries({ queryKey: trpc.backups.pathKey() });
  const making = state?.running?.name ?? null;
  useEffect(() => {
    // The end is seen here, whether or not the event of it came through.
    if (making !== null) return;
    void cache.invalidateQueries({ queryKey: trpc.backups.list.pathKey() });
    void cache.invalidateQueries({ queryKey: trpc.backups.unreadable.pathKey() });
    void cache.invalidateQueries({ queryKey: trpc.backups.folders.pathKey() });
  }, [making, cache]);
  useEffect(() => {
    void navigate({ to: '/backups', search: { folder: folder ?? undefined }, replace: true });
  }, [folder, navigate]);
  const create = useMutation(
    trpc.backups.create.mutationOptions({
      onSuccess: again,
      onError: (error) => tellProblem('No backup was made', error),
    }),
  );
  const cancel = useMutation(
    trpc.backups.cancel.mutationOptions({
      onSuccess: again,
      onError: (error) => tellProblem('It was not cancelled', error),
    }),
  );
  const make = (
    <Button
      leftSection={<IconDatabaseExport size={15} />}
      loading={create.isPending}
      disabled={
        !usable || !state || state.running !== null || state.restoring !== null || state.impossible !== null
      }
      onClick={() => create.mutate({ folder, keep: null, key: newKey() })}
    >
      Back up now
    </Button>
  );
  const canRestore =
    state !== undefined && state.restoring === null && state.running === null && state.unrestorable === null;
  const empty = usable && list.data?.length === 0 && !state?.running;
  return (
    <Page name="Backups" title="Backups" actions={empty ? undefined : make}>
      <Stack gap="md">
        <Group align="flex-end">
          <TextInput
            label="Folder"
            description="On the machine of the instance, absolute; empty: the usual one"
            placeholder={state?.folder ?? ''}
            value={typed}
            error={!isSettled || usable ? undefined : 'Give the whole path, from the root or drive on.'}
            w={460}
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Group>
        {state && <RestoreState state={state} />}
        {state?.running && (
          <Running progress={state.running} onCancel={() => cancel.mutate({ key: newKey() })} />
        )}
        {state?.last?.error && !state.running && state.last.name !== closed && (
          <Alert
            color="red"
            title={`The backup ${state.last.name} was not made`}
            role="alert"
            withCloseButton
            closeButtonLabel="Close the note"
            onClose={() => setClosed(state.last?.name ?? null)}
          >
            {state.last.error} Nothing half-written is left that counts as a backup.
          </Alert>
        )}
        {list.isError && unreadable.length === 0 && (
          <ProblemPanel problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {usable && <UnreadableBackups backups={unreadable} folder={folder} />}
        {usable && list.isPending && <Skeleton h={140} role="status" aria-label="Loading backups" />}
        {empty && (
          <EmptyNote
            icon={<IconDatabaseExport size={26} />}
            title="No backup in this folder yet"
            actions={make}
          >
            A backup holds the database, all files, the queue and what engines keep. It is made beside the
            work; the next one costs only what is new. Make one each night with a schedule.
          </EmptyNote>
        )}
        {usable && list.data !== undefined && list.data.length > 0 && (
          <Panel flush>
            <BackupTable backups={list.data} folder={folder} onRestore={canRestore ? setChosen : null} />
          </Panel>
        )}
        <Folders
          shown={isSettled ? (folder ?? state?.folder ?? null) : null}
          onShow={({ folder: chosenFolder, usual }) => setTyped(usual ? '' : chosenFolder)}
        />
        <Asides />
        <Panel title="Restoring">
          <Text size="sm" mb="xs">
            {state?.unrestorable ??
              'Restore puts a backup in the place of everything that is here; what was there is kept aside. To look at a backup beside this instance, restore it into another data directory:'}
          </Text>
          <Code block>
            {`flightline restore NAME --folder ${folder ?? state?.folder ?? 'FOLDER'} --data ANOTHER-DIRECTORY`}
          </Code>
        </Panel>
      </Stack>
      {chosen && <RestoreDialog backup={chosen} folder={folder} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function Running({ progress, onCancel }: { progress: BackupProgress; onCancel(): void }) {
  const now = useNow(1000);
  const { doneBytes, totalBytes, doneFiles, totalFiles, phase, startedAt } = progress;
  const share = totalBytes === null || totalBytes === 0 ? 0 : doneBytes / totalBytes;
  const left = share > 0.05 ? ((now - startedAt) * (1 - share)) / share : null;
  return (
    <Panel
      title={`Making ${progress.name}`}
      aside={
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      }
    >
      <Progress value={share * 100} aria-label="Progress of the backup" animated mb="xs" />
      <Text size="sm">
        {phases[phase]}
        {totalFiles !== null &&
          `: ${formatCount(doneFiles)} of ${formatCount(totalFiles)} files, ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`}
        {left !== null && phase === 'files' && `, ${formatEta(left)} left`}
      </Text>
    </Panel>
  );
}
